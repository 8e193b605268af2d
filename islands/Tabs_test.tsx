import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Tabs } from "./Tabs.tsx";

Deno.test("Tabs begins on Throw", () => {
  const html = renderToString(<Tabs />);
  assert.match(html, /aria-current="true"[^>]*>Throw/);
  assert.equal(html.split("<button").length - 1, 3);
});
