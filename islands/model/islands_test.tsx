import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Changes } from "./Changes.tsx";
import { JudgeText } from "./JudgeText.tsx";
import { BINS, mapOdds, packCounts } from "./odds.ts";
import { stateOf } from "./search_words.ts";
import { Slip } from "./Slip.tsx";
import { Teach } from "./Teach.tsx";
import { Threshold } from "./Threshold.tsx";
import { Tries } from "./Tries.tsx";

const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`;

Deno.test("JudgeText, Slip and Teach say at first that nothing was done yet", () => {
  assert.match(renderToString(<JudgeText />), /The engine and its weights are being fetched/);
  assert.match(renderToString(<Slip />), /No try yet/);
  assert.match(renderToString(<Teach />), /No sample yet[\s\S]*Nothing was taught yet/);
});

Deno.test("Tries and Changes render client text as text, and mark what is wrong", () => {
  const standing = { text: HOSTILE, points: 5, logit: 2, probability: 0.88 };
  const tries = renderToString(
    <Tries tries={[{ ...standing, number: 1, mutation: "case", known: true, kept: true }]} />,
  );
  const before = { blocked: false, ruled: false, score: 0, probability: 0.2 };
  const change = { id: "a", title: HOSTILE, attack: true, before, after: { ...before, blocked: true } };
  const changes = renderToString(<Changes changes={[change, { ...change, id: "b" }]} samples={1} />);
  for (const html of [tries, changes]) {
    assert.doesNotMatch(html, /<img|<script| style=/);
    assert.match(html, /&lt;script/);
  }
  assert.match(changes, /1 of 1 sample is judged as you say now/);
  assert.match(changes, /1 of the 1 verdicts on the library changed/);
  assert.match(changes, /allowed.*wrong/);
});

Deno.test("stateOf() names every end of a search", () => {
  const best = { text: "", points: 3, logit: 0, probability: 0.5 };
  const rows: [Parameters<typeof stateOf>, RegExp][] = [
    [[undefined, false, 0], /^No try yet/],
    [[undefined, false, 4], /^Paused/],
    [[undefined, true, 4], /^Searching/],
    [[{ end: "slipped", tries: 9, best }, false, 4], /^Slipped after 9 tries: 3 points are not enough/],
    [[{ end: "slipped", tries: 9, best: { ...best, points: 0 } }, false, 4], /nothing is held against it any more/],
    [[{ end: "held", tries: 300, best }, false, 4], /^Held for 300 tries: .* 3 points, probability 0\.500\.$/],
    [[{ end: "harmless", tries: 0, best }, false, 0], /^There is nothing to slip past/],
  ];
  for (const [state, words] of rows) assert.match(stateOf(...state), words);
  assert.equal(rows.length, 7);
});

Deno.test("Threshold counts at the edge of the band certain, and has nothing to say without figures", () => {
  const counts = (bin: number, count: number) => {
    const bins = new Array<number>(BINS).fill(0);
    bins[bin] = count;
    return bins;
  };
  const histograms = {
    attack: { blocked: counts(120, 6), passed: counts(100, 3) },
    benign: { blocked: counts(0, 0), passed: counts(10, 1_000) },
  };
  const sources = { together: histograms, alone: histograms };
  const evaluated = mapOdds({ seen: sources, unseen: sources }, packCounts);
  const bands = [{ name: "certain" as const, logit: 3.9, fpr: 0.1, tpr: 30 }];
  const html = renderToString(<Threshold measured={{ evaluated }} bands={bands} provenance="Made up." />);
  const text = html.replace(/<[^>]*>/g, "|").replace(/\|+/g, "|");
  assert.match(text, /attacks\|6\|3\|/);
  assert.match(text, /innocent\|0\|1,000\|/);
  assert.match(html, /type="range"/);
  assert.match(text, /Made up\. Sources that the model was not trained on/);
  assert.match(renderToString(<Threshold measured={{}} bands={bands} provenance="" />), /No evaluation has counted/);
});
