import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Answer } from "./Answer.tsx";
import { draft, exchange } from "./draft.ts";
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

Deno.test("Answer says in plain words what became of a request whose truth is known", () => {
  const rows: ["attack" | "benign", "block" | "allow", string][] = [
    ["attack", "block", "caught"],
    ["attack", "allow", "missed"],
    ["benign", "block", "false alarm"],
    ["benign", "allow", "rightly allowed"],
  ];
  for (const [truth, action, word] of rows) {
    const thrown = exchangeWith({ truth, action });
    [exchange.value, draft.value] = [thrown, thrown.draft];
    assert.match(renderToString(<Answer />), new RegExp(`class="tag[^"]*">${word}<`));
  }
  [exchange.value, draft.value] = [exchangeWith({ truth: "attack" }), undefined];
  assert.doesNotMatch(renderToString(<Answer />), /class="tag/);
  exchange.value = undefined;
  assert.equal(rows.length, 4);
});
