import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Help } from "./Help.tsx";
import { KEYS } from "./keys.ts";

Deno.test("Help lists every key and is closed", () => {
  const html = renderToString(<Help />);
  assert.doesNotMatch(html, /<dialog[^>]* open/);
  assert.equal(html.split("<dt>").length - 1, KEYS.length);
});
