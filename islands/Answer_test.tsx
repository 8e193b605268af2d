import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Answer } from "./Answer.tsx";
import { exchange } from "./draft.ts";
import { exchangeWith } from "./testing.ts";

Deno.test("Answer is empty before the first throw", () => {
  assert.match(renderToString(<Answer />), /aria-label="Response" aria-busy="false"><\/section>/);
});

Deno.test("Answer shows status, changes of the browser and the body as text", () => {
  exchange.value = exchangeWith({ body: "<script>alert(1)</script>", status: 403, action: "block" });
  const html = renderToString(<Answer />);
  exchange.value = undefined;
  assert.match(html, /403/);
  assert.match(html, /&lt;script>/);
  assert.doesNotMatch(html, /<script/);
});
