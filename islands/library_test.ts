import assert from "node:assert/strict";
import type { Entry } from "./draft.ts";
import { groupEntries, requestCount, searchEntries } from "./library.ts";
import { entryWith } from "./testing.ts";

const ENTRIES: readonly Entry[] = [
  entryWith({ id: "sqli/union", title: "Read every user", category: "sqli", difficulty: 2 }),
  entryWith({ id: "sqli/login", title: "Log in without a password", category: "sqli", difficulty: 1 }),
  entryWith({ id: "innocent/tea", title: "Look for tea", category: "innocent", truth: "benign" }),
  entryWith({ id: "xss/img", title: "An image that fails", category: "xss" }),
];

Deno.test("searchEntries() wants every word, anywhere in the entry", () => {
  const found = (text: string) => searchEntries(ENTRIES, { text, difficulty: 0 }).map(({ id }) => id);
  assert.deepEqual(found("sql user"), ["sqli/union"]);
  assert.deepEqual(found("  "), ENTRIES.map(({ id }) => id));
  assert.deepEqual(found("nothing like it"), []);
  assert.equal(searchEntries(ENTRIES, { text: "", difficulty: 2 }).length, 1);
});

Deno.test("groupEntries() lists easy attacks first and innocent traffic last", () => {
  const groups = groupEntries(ENTRIES);
  assert.deepEqual(groups.map(({ title }) => title), ["SQL injection", "Cross-site scripting", "Innocent traffic"]);
  assert.deepEqual(groups[0]!.entries.map(({ id }) => id), ["sqli/login", "sqli/union"]);
});

Deno.test("requestCount() multiplies", () => {
  assert.equal(
    requestCount(entryWith({ repeat: 60, requests: [entryWith().requests[0]!, entryWith().requests[0]!] })),
    120,
  );
});
