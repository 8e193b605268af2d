import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { browser, draft } from "./draft.ts";
import { LaneSelect } from "./LaneSelect.tsx";

Deno.test("LaneSelect says what the browser would change", () => {
  browser.value = { host: "h", origin: "http://h", userAgent: "Browser/1", language: "en" };
  draft.value = { method: "GET", target: "/a/../b", headers: [], body: "" };
  const html = renderToString(<LaneSelect />);
  [browser.value, draft.value] = [undefined, undefined];
  assert.match(html, /The path is sent as \/b/);
});
