import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Library } from "./Library.tsx";
import { entryWith } from "./testing.ts";

Deno.test("Library opens the group of the first attack and marks it", () => {
  const attacks = [entryWith(), entryWith({ id: "innocent/tea", category: "innocent", truth: "benign", repeat: 9 })];
  const html = renderToString(<Library attacks={attacks} first="sqli/quote" />);
  assert.equal(html.split("<details").length - 1, 4);
  assert.equal(html.split("<details open").length - 1, 1);
  assert.match(html, /aria-current="true"/);
  assert.match(html, /×9/);
});

Deno.test("Library says what to do when it is empty", () => {
  assert.match(renderToString(<Library attacks={[]} first="" />), /Write a request of your own/);
});
