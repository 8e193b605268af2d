import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { WeightsHeader } from "../../../detectors/anomaly/weights.ts";
import { snapshotWith } from "../../../islands/testing.ts";
import { REGISTRY } from "../../../islands/registry.ts";
import { type Baseline, readBaseline } from "../../../tests/baseline.ts";
import { withApp } from "../../testing.ts";
import { Accuracy } from "./Accuracy.tsx";
import { percent, range, whole } from "./Figures.tsx";
import peers from "./peers.json" with { type: "json" };
import { rateOf } from "../../../islands/model/rate.ts";

/** Text of the page, one token a cell or phrase. */
function textOf(html: string): string {
  return html.slice(html.indexOf("<main")).replace(/<[^>]*>/g, "|").replace(/\|[\s|]*/g, "|").replaceAll("&#39;", "'");
}

async function served(): Promise<string> {
  let html = "";
  await withApp(async ({ fetch }) => {
    const response = await fetch("/accuracy");
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("content-type"), "text/html; charset=UTF-8");
    html = await response.text();
  });
  return html;
}

function drawn(baseline: Baseline, model?: WeightsHeader): string {
  return renderToString(<Accuracy baseline={baseline} peers={peers} model={model} snapshot={snapshotWith({})} />);
}

Deno.test("/accuracy shows exactly the evaluations of tests/baseline.json", async () => {
  const { evaluations, corpus, traffic } = await readBaseline();
  const text = textOf(await served());
  let shown = 0;
  for (const { report, intervals, date, commit, command, sha256, title, corpus: file } of evaluations) {
    for (const words of [date, commit, command, sha256, title, file]) assert.ok(text.includes(words), words);
    for (const figure of [intervals.tpr, intervals.fpr, intervals.balancedAccuracy]) {
      if (figure) assert.ok(text.includes(`|${percent(figure.percent)}|${range(figure)}|`), JSON.stringify(figure));
    }
    for (const groups of [report.byClass, report.bySource, report.byCarrier]) {
      if (Object.keys(groups).length === 1) continue;
      for (const [name, { attacks, caught, benign, falseAlarms, tpr, fpr }] of Object.entries(groups)) {
        const row = text.slice(text.indexOf(`|${name}|`));
        assert.ok(row.startsWith(`|${name}|`), name);
        for (const [of, count, rate] of [[attacks, caught, tpr], [benign, falseAlarms, fpr]] as const) {
          if (of === 0) continue;
          assert.ok(text.includes(`|${percent(rate)}|${range(rateOf(count, of))}|`), `${name}: ${rate}`);
          assert.ok(text.includes(`|${whole(of)}|`), `${name}: ${of}`);
          shown++;
        }
      }
    }
  }
  assert.ok(evaluations.length >= 2 && shown > 100, `${evaluations.length} evaluations, ${shown} rates`);
  for (const [name, { rows, right }] of Object.entries(corpus)) {
    if (right < rows) assert.ok(text.includes(name), name);
  }
  assert.ok(text.includes(`${whole(traffic.rows - traffic.right)} are blocked wrongly`));
});

/** Equal but for the two decimals that the file keeps; both missing counts as equal. */
function near(kept: number | null | undefined, counted: number | undefined, command: string): void {
  if (counted === undefined) return assert.equal(kept ?? undefined, undefined, command);
  assert.ok(
    kept !== null && kept !== undefined && Math.abs(kept - counted) < 0.0051,
    `${command}: ${kept}, ${counted}`,
  );
}

Deno.test("tests/baseline.json agrees with itself: rates and intervals follow from the counts", async () => {
  const { evaluations } = await readBaseline();
  let rates = 0;
  for (const { command, commit, date, sha256, corpus, intervals, report } of evaluations) {
    assert.match(commit, /^[0-9a-f]{12}$/, `${command}: measured with changes on top of a commit`);
    assert.match(date, /^\d{4}-\d\d-\d\d$/);
    assert.match(sha256, /^[0-9a-f]{64}$/);
    assert.ok(!corpus.includes("/") && command.endsWith(` ${corpus}`), command);
    for (const groups of [report.byClass, report.bySource, report.byCarrier]) {
      const sums = { attacks: 0, caught: 0, benign: 0, falseAlarms: 0 };
      for (const group of Object.values(groups)) {
        for (const key of ["attacks", "caught", "benign", "falseAlarms"] as const) sums[key] += group[key];
        near(group.tpr, rateOf(group.caught, group.attacks).percent, command);
        near(group.fpr, rateOf(group.falseAlarms, group.benign).percent, command);
        rates++;
      }
      assert.deepEqual([sums.attacks, sums.benign], [report.attacks, report.benign], command);
      for (
        const [figure, count, of] of [
          [intervals.tpr, sums.caught, sums.attacks],
          [intervals.fpr, sums.falseAlarms, sums.benign],
        ] as const
      ) {
        const rate = rateOf(count, of);
        for (const key of ["percent", "low", "high"] as const) near(figure?.[key], rate[key], command);
      }
    }
  }
  assert.ok(rates > 100, `${rates} rates`);
});

Deno.test("Accuracy follows the baseline, down to a single count", async () => {
  const baseline = await readBaseline();
  const [run] = baseline.evaluations;
  assert.ok(run);
  const interval = { percent: 12.34, low: 11.11, high: 13.57 };
  const changed = { ...run, commit: "0123456789ab", intervals: { ...run.intervals, tpr: interval } };
  const text = textOf(drawn({ ...baseline, evaluations: [changed], corpus: { "gap-x.txt": { rows: 7, right: 6 } } }));
  assert.ok(text.includes("|12.34|11.11–13.57|"));
  assert.ok(text.includes("commit 0123456789ab"));
  assert.ok(text.includes("|tests/corpus/gap-x.txt|attacks that pass|6|7|"), text.slice(-900));
  assert.ok(!text.includes(run.commit));
  assert.match(textOf(drawn({ ...baseline, evaluations: [] })), /Nothing was measured yet/);
});

Deno.test("Accuracy marks what the model was trained on and shows its bands", async () => {
  const model: WeightsHeader = {
    format: "glasshouse-weights",
    formatVersion: 1,
    featureVersion: 1,
    scale: 1,
    bias: 0,
    fusion: { bias: 0, slope: 1, spread: 0, rules: {} },
    bands: [{ name: "certain", logit: 1.5, fpr: 0.12, tpr: 34.56 }],
    manifest: "",
    licences: { httpparams: "MIT" },
    metrics: { heldOutTprAt05: 65.43, records: 1234 },
    seed: 1,
    trained: "2026-01-02",
  };
  const text = textOf(drawn(await readBaseline(), model));
  assert.equal(text.match(/\|trained on\|/g)?.length, 2);
  assert.ok(text.includes("|httpparams|trained on|"));
  assert.ok(text.includes("|certain|1.500|34.56|0.12|"));
  assert.ok(text.includes("|sources held out, at 0.5 % FPR|65.43|"));
});

Deno.test("Accuracy holds known islands, no inline style, no path of a machine, headings in order", async () => {
  const html = await served();
  assert.doesNotMatch(html, / style=| on[a-z]+="|<script>|\/work|\/home|\/tmp/);
  const islands = [...html.matchAll(/data-island="([^"]+)"/g)].map((match) => match[1]!);
  assert.ok(islands.length > 0 && islands.every((name) => Object.hasOwn(REGISTRY, name)), islands.join());
  const levels = [...html.matchAll(/<h([1-6])[ >]/g)].map((match) => Number(match[1]));
  assert.equal(levels[0], 1);
  levels.forEach((level, at) => assert.ok(level <= (levels[at - 1] ?? 0) + 1, `h${level} at ${at}`));
  assert.ok(levels.length > 5);
});
