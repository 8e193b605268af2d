import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { exchange } from "./draft.ts";
import { judge } from "./judging.ts";
import { Effect } from "./Effect.tsx";
import { exchangeWith } from "./testing.ts";
import * as verdict from "./verdict.ts";

Deno.test("Effect invites to the first stone", () => {
  assert.match(renderToString(<Effect />), /Nothing thrown yet\. Press Enter to throw the first stone\./);
});

Deno.test("Effect marks the injected part of the statement", () => {
  judge.value = verdict;
  const sql = "SELECT name FROM p WHERE name LIKE '%' OR 1=1--%'";
  exchange.value = exchangeWith({
    target: "/api/search?q=%27%20OR%201%3D1--",
    effect: {
      kind: "sql",
      statements: [{ sql, rows: 5, sample: [{ name: "<b>" }], ms: 1 }],
      expectedRows: 0,
      summary: "5 rows instead of 0",
      harmful: true,
    },
  });
  const html = renderToString(<Effect />);
  [exchange.value, judge.value] = [undefined, undefined];
  assert.match(html, /<mark class="hit"><bdi>' OR 1=1--<\/bdi><\/mark>/);
  assert.match(html, /5 rows<?.* came back/);
  assert.match(html, /&lt;b>/);
});
