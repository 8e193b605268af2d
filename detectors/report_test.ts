import assert from "node:assert/strict";
import { Char } from "./chars.ts";
import { detectInViews, type Report, type ViewOptions } from "./report.ts";
import { inspect } from "./request/mod.ts";
import type { InspectedField, InspectedRequest, RawRequest, Rule, View } from "./types.ts";

const RULE: Rule = { id: "sqli.x", category: "sqli", severity: "critical", level: 1, title: "x", why: "it is x" };

function get(query: string): InspectedRequest {
  return inspect({ method: "GET", path: "/q", query, headers: [] });
}

/** The texts that a detector is shown. */
function shown(request: InspectedRequest, needs: number, options?: ViewOptions): string[] {
  const texts: string[] = [];
  detectInViews(request, needs, ({ text }) => void texts.push(text), options);
  return texts;
}

Deno.test("detectInViews() shows only views that have a needed character", () => {
  assert.deepEqual(shown(get("a=it%27s&b=plain&c=%2527"), Char.single), ["it's", "'"]);
  assert.deepEqual(shown(get("a=plain"), Char.single), []);
  assert.deepEqual(shown(get("a=plain"), 0), ["/q", "plain"]);
});

Deno.test("detectInViews() shows documents and shell views to those that ask", () => {
  const body: RawRequest = {
    method: "POST",
    path: "/q",
    query: "",
    headers: [["Content-Type", "text/xml"]],
    body: "<a>b'</a>",
  };
  assert.deepEqual(shown(inspect(body), Char.single), ["b'"]);
  assert.deepEqual(shown(inspect(body), Char.single, { documents: true }), ["<a>b'</a>", "b'"]);
  assert.deepEqual(shown(get("a=c%27%27at"), Char.letter), ["/q", "c''at"]);
  assert.deepEqual(shown(get("a=c%27%27at"), Char.letter, { shell: true }), ["/q", "c''at", "cat"]);
});

Deno.test("detectInViews() reports a rule once a field, in the first view, with its place in the raw text", () => {
  const detect = ({ text }: View, _field: InspectedField, report: Report) => {
    for (let at = text.indexOf("'"); at >= 0; at = text.indexOf("'", at + 1)) report(RULE, at, at + 1);
  };
  const request = get("a=%27%27&b=x%2527");
  const findings = detectInViews(request, Char.single, detect);
  assert.deepEqual(findings.map(({ evidence }) => evidence), [
    { field: 1, view: 0, start: 0, end: 3, text: "'" },
    { field: 2, view: 1, start: 1, end: 6, text: "'" },
  ]);
  assert.equal(findings[0]!.why, RULE.why);
});

Deno.test("detectInViews() keeps at most 200 characters as evidence", () => {
  const request = get(`a=${"'".repeat(1_000)}`);
  const [finding] = detectInViews(request, Char.single, ({ text }, _field, report) => report(RULE, 0, text.length));
  assert.equal(finding!.evidence!.text.length, 200);
  assert.equal(finding!.evidence!.end, 1_000);
});
