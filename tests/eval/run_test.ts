import { deepEqual, equal, rejects } from "node:assert/strict";
import type { Corpus } from "./run.ts";
import { evaluate } from "./run.ts";

const OPTIONS = { level: 1, weak: false, every: 1 } as const;
const SQLI = "1%27%20UNION%20SELECT%20name%2C%20password%20FROM%20users--%20-";

function row(id: string, change: Record<string, unknown>): string {
  return JSON.stringify({
    id,
    label: "benign",
    class: "param",
    source: "ours",
    q: "strong",
    carrier: "query",
    method: "GET",
    path: "/api/search",
    query: "q=blue+shirt",
    headers: { Host: "app.example.test" },
    ...change,
  });
}

function corpusOf(rows: readonly string[]): Corpus {
  return {
    name: "ours.jsonl",
    async *lines() {
      for (const [i, text] of rows.entries()) yield { text, number: i + 1, bytesRead: i + 1 };
    },
  };
}

const ROWS = [
  row("b", {}),
  row("a", { label: "attack", class: "sqli", query: `q=${SQLI}` }),
  row("w", { q: "weak" }),
];

Deno.test("evaluate() counts strong records and leaves weak ones out", async () => {
  const { tally, weak, failed } = await evaluate([corpusOf(ROWS)], OPTIONS);
  deepEqual(tally.total, { caught: 1, attacks: 1, falseAlarms: 0, benign: 1 });
  equal(weak, 1);
  equal(failed.size, 0);
  equal(tally.times.count, 2);
});

Deno.test("evaluate() counts weak records on request", async () => {
  const { tally, weak } = await evaluate([corpusOf(ROWS)], { ...OPTIONS, weak: true });
  deepEqual([tally.requests, weak], [3, 0]);
});

Deno.test("evaluate() tells a listener every record, weak ones too, in order", async () => {
  const judged: [string, boolean][] = [];
  await evaluate([corpusOf(ROWS), corpusOf(ROWS)], OPTIONS, {
    judged: (record, { blocked }) => void judged.push([record.id, blocked]),
  });
  deepEqual(judged, [["b", false], ["a", true], ["w", false], ["b", false], ["a", true], ["w", false]]);
});

Deno.test("evaluate() takes each K-th record over all files", async () => {
  const judged: string[] = [];
  await evaluate([corpusOf(ROWS), corpusOf(ROWS)], { ...OPTIONS, every: 2 }, {
    judged: (record) => void judged.push(record.id),
  });
  deepEqual(judged, ["b", "w", "a"]);
});

Deno.test("evaluate() stops at a broken record, also behind the first ones", async () => {
  const rows = [...Array.from({ length: 450 }, (_, i) => row(`b${i}`, {})), row("x", { surprise: 1 })];
  await rejects(evaluate([corpusOf(rows)], OPTIONS), /^SyntaxError: ours\.jsonl:451: unknown field "surprise"$/);
});
