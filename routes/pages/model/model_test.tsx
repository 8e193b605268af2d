import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { ComparisonFigures, RobustnessFigures, TrainingFigures } from "../../../detectors/anomaly/figures.ts";
import { shippedModel } from "../../../islands/model/testing.ts";
import { snapshotWith } from "../../../islands/testing.ts";
import { REGISTRY } from "../../../islands/registry.ts";
import { loadAttacks } from "../../../attacks/mod.ts";
import { readBaseline } from "../../../tests/baseline.ts";
import { withApp } from "../../testing.ts";
import { percent, whole } from "../accuracy/Figures.tsx";
import { readModelFiles } from "./files.ts";
import { describe } from "./mod.tsx";
import { type Described, Model } from "./Model.tsx";
import { practiceOf } from "./practice.ts";

const practice = practiceOf(await loadAttacks());
const { evaluations } = await readBaseline();

async function described(part: Partial<Described> = {}): Promise<Described> {
  return { ...await describe(await shippedModel(), practice), files: {}, ...part };
}

function drawn(described?: Described): string {
  return renderToString(
    <Model described={described} evaluations={evaluations} practice={practice} snapshot={snapshotWith({})} />,
  );
}

/** Text of the page, one token a cell or phrase. */
function textOf(html: string): string {
  return html.slice(html.indexOf("<main")).replace(/<[^>]*>/g, "|").replace(/\|[\s|]*/g, "|").replaceAll("&#39;", "'");
}

Deno.test("/model answers also without a model, and then has no weights to give", async () => {
  await withApp(async ({ fetch }) => {
    const page = await fetch("/model");
    assert.equal(page.status, 200);
    assert.match(await page.text(), /The guard runs without a model here/);
    assert.equal((await fetch("/model/weights.bin")).status, 404);
    assert.equal((await fetch("/model/practice.json")).status, 200);
  });
});

Deno.test("Model shows what the header of the weights says", async () => {
  const { model: { header }, bytes, sha256 } = await described();
  const text = textOf(drawn(await described()));
  for (const words of [header.manifest, header.trained, ...Object.keys(header.licences)]) {
    assert.ok(text.includes(words), words);
  }
  for (const { name, logit, fpr, tpr } of header.bands) {
    assert.ok(text.includes(`|${name}|${logit.toFixed(3)}|`), name);
    assert.ok(text.includes(`|${percent(fpr)}|${percent(tpr)}|`), name);
  }
  assert.ok(text.includes(whole(bytes)) && /^[0-9a-f]{64}$/.test(sha256));
  assert.ok(header.bands.length >= 4);
});

Deno.test("Model counts misses by class as the evaluation did", async () => {
  const text = textOf(drawn(await described()));
  const both = evaluations.find(({ model, level, report }) => model && level === 1 && report.attacks > 0);
  let shown = 0;
  for (const [name, { attacks, caught }] of Object.entries(both?.report.byClass ?? {})) {
    if (attacks === 0) continue;
    const row = text.slice(text.indexOf(`|${name}|${whole(attacks)}|`));
    assert.match(row, new RegExp(`^\\|[^|]+\\|[^|]+\\|[^|]+\\|${whole(attacks - caught)}\\|`), name);
    shown++;
  }
  assert.ok(shown >= 5, `${shown} classes`);
});

const HISTOGRAM = { from: -1, step: 1, attacks: [1, 2], benign: [3, 1] };
const ROW = {
  source: "elsewhere",
  attacks: 123,
  benign: 456,
  rules: { tpr: 71.11, fpr: 0.12 },
  combined: { tpr: 93.33, fpr: 0.44 },
  inSource: { tpr: 98.88, fpr: 0.02 },
  nominalFpr: 0.31,
  othersFpr: 0.29,
  realFpr: 0.27,
};
const FIGURES: TrainingFigures = {
  heldOut: [ROW],
  total: { ...ROW, source: "all" },
  atFpr: [{ fpr: 0.5, rules: 81.23, model: 77.77, combined: 91.91 }],
  combinedHistogram: HISTOGRAM,
  modelHistogram: HISTOGRAM,
  inSourceHistogram: HISTOGRAM,
  classes: [{ class: "sqli", attacks: 50, missedByRules: 9, missed: 3 }],
  dropped: { elsewhere: 7 },
};
const MADE = { date: "2026-01-02", commit: "0123456789ab", command: "deno task made-up" };
const ROBUSTNESS: RobustnessFigures = {
  ...MADE,
  weights: "0".repeat(64),
  attacks: 400,
  fpr: 0.5,
  clean: 88.8,
  mutations: [{ mutation: "case", known: true, tpr: 87.65, lost: 1.15, bar: 2 }],
  searches: [{ operators: "new", names: [], seeds: 160, queries: 300, evaded: 24, medianQueries: 41, evadedBoth: 3 }],
};
const COMPARISON: ComparisonFigures = {
  ...MADE,
  seed: 1,
  trainedOn: ["a", "b"],
  heldOutSources: ["c"],
  records: 5_000,
  models: [{
    name: "network",
    hidden: 32,
    parameters: 9_999,
    trainSeconds: 12.3,
    inSource: { tprAt01: 90, tprAt05: 95 },
    heldOut: { tprAt01: 50.5, tprAt05: 60.6 },
    microseconds: 7.8,
  }],
};

Deno.test("Model shows the figures of the training and of the files, where there are any", async () => {
  const { model: { header, weights } } = await described();
  const { figures: _, ...bare } = header;
  const without = textOf(drawn(await described({ model: { header: bare, weights } })));
  assert.match(without, /These weights carry no table by source/);
  assert.match(without, /No figures for this build/);
  assert.match(without, /The comparison was not measured/);
  const model = { header: { ...header, figures: FIGURES }, weights };
  const text = textOf(drawn(await described({ model, files: { robustness: ROBUSTNESS, comparison: COMPARISON } })));
  for (
    const row of [
      "|elsewhere|123|71.11|93.33|98.88|456|0.12|0.44|0.31|0.29|0.27|",
      "|0.50|81.23|77.77|91.91|",
      "|sqli|50|9|3|6.00|",
      "|case|known|87.65|1.15|2.00|",
      "|new to the model|160|300|24|15.00|",
      "|network, 32 hidden units|9,999|50.50|60.60|90.00|95.00|7.8|12.3|",
      "|sources held out|",
      "deno task made-up",
      "Measured with other weights",
    ]
  ) assert.ok(text.includes(row), row);
});

Deno.test("readModelFiles() reads what is there and does without the rest", async () => {
  const { robustness, comparison } = await readModelFiles();
  for (const file of [robustness, comparison]) if (file) assert.match(file.date, /^\d{4}-\d\d-\d\d$/);
});

Deno.test("practiceOf() takes requests that content gives away, and what the model reads in them", () => {
  const { library, known } = practice;
  assert.ok(library.length > 40 && known.length > 30, `${library.length}, ${known.length}`);
  assert.ok(known.every(({ values }) => values.length > 0));
  assert.ok(library.some(({ attack }) => !attack) && known.some(({ attack }) => !attack));
  assert.ok(library.every(({ id }) => !id.startsWith("rate-limit/") && !id.startsWith("brute-force/")));
});

Deno.test("Model holds known islands, no inline style, no path of a machine, headings in order", async () => {
  const html = drawn(await described());
  assert.doesNotMatch(html, / style=| on[a-z]+="|<script>|\/work|\/home|\/tmp/);
  const islands = [...html.matchAll(/data-island="([^"]+)"/g)].map((match) => match[1]!);
  assert.ok(islands.length >= 5 && islands.every((name) => Object.hasOwn(REGISTRY, name)), islands.join());
  const levels = [...html.matchAll(/<h([1-6])[ >]/g)].map((match) => Number(match[1]));
  levels.forEach((level, at) => assert.ok(level <= (levels[at - 1] ?? 0) + 1, `h${level} at ${at}`));
  const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]!);
  assert.ok(targets.length > 8 && targets.every((id) => html.includes(`id="${id}"`)), targets.join());
});
