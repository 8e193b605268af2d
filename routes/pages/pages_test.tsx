import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { REGISTRY } from "../../islands/registry.ts";
import { entryWith, eventWith, snapshotWith } from "../../islands/testing.ts";
import { wantsPage } from "./mod.tsx";
import { Play } from "./Play.tsx";

const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`;

function page(): string {
  const events = [eventWith({ path: HOSTILE, sentence: HOSTILE, request: { ...eventWith().request, body: HOSTILE } })];
  const attacks = [
    entryWith({ title: HOSTILE, requests: [{ method: "POST", target: `/${HOSTILE}`, headers: [], body: HOSTILE }] }),
  ];
  return renderToString(<Play snapshot={snapshotWith({ events })} attacks={attacks} path="/" />);
}

Deno.test("Play holds no inline script and no inline style, whatever the events say", () => {
  const html = page();
  assert.doesNotMatch(html, / style=| on[a-z]+="|javascript:/);
  assert.doesNotMatch(html, /<img|<script>/);
  for (const script of html.match(/<script[^>]*>/g) ?? []) assert.match(script, / src="\/static\//);
});

/** Islands that stand on other pages only. */
const ELSEWHERE = ["Copy", "JudgeText", "Slip", "Teach", "Threshold"]
  .concat("Course", "LessonPane", "PaneTabs", "Presets", "Task");

Deno.test("Play names islands that the registry knows, each once", () => {
  const names = [...page().matchAll(/data-island="([^"]+)"/g)].map((match) => match[1]!);
  assert.equal(new Set(names).size, names.length);
  assert.deepEqual([...names, ...ELSEWHERE].sort(), Object.keys(REGISTRY).sort());
});

Deno.test("wantsPage() gives the page to browsers and the status to API clients", () => {
  const rows: [string | undefined, boolean][] = [
    [undefined, true],
    ["*/*", true],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true],
    ["application/json", false],
    ["application/json, text/html", false],
    ["text/html, application/json", true],
  ];
  for (const [accept, page] of rows) assert.equal(wantsPage(accept), page, accept);
  assert.equal(rows.length, 6);
});
