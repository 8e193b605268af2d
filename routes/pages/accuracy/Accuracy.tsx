/**
 * `/accuracy`: what the checked-in evaluations measured, beside others, and what the figures do not say.
 * @module
 */
import type { WeightsHeader } from "../../../detectors/anomaly/weights.ts";
import type { Snapshot } from "../../../guard/types.ts";
import { Copy } from "../../../islands/Copy.tsx";
import { GuardBar } from "../../../islands/GuardBar.tsx";
import { Help } from "../../../islands/Help.tsx";
import type { Baseline, Evaluation, Interval } from "../../../tests/baseline.ts";
import { Document } from "../Document.tsx";
import { Island } from "../Island.tsx";
import { Groups, Headlines, percent, whole } from "./Figures.tsx";
import type { Gap } from "./gaps.ts";
import { Limits } from "./Limits.tsx";
import { Misses } from "./Misses.tsx";
import { Peers, type PeersFile } from "./Peers.tsx";

export interface AccuracyProps {
  readonly baseline: Baseline;
  readonly peers: PeersFile;
  /** Of the model that the guard runs; none where it runs without. */
  readonly model?: WeightsHeader | undefined;
  /** Rows of our own corpus that are known to pass. */
  readonly gaps?: readonly Gap[];
  readonly snapshot: Snapshot;
}

/** The page. */
export function Accuracy({ baseline, peers, model, gaps, snapshot }: AccuracyProps) {
  const corpora = corporaOf(baseline.evaluations);
  const { settings, room } = snapshot;
  return (
    <Document
      title="Accuracy · Glasshouse"
      path="/accuracy"
      skip={["#page", "Skip to the figures"]}
      bar={<Island name="GuardBar" of={GuardBar} props={{ start: settings, room }} />}
    >
      <main id="page" class="accuracy" tabIndex={-1} data-props={JSON.stringify({ snapshot })}>
        <div class="accuracy-text">
          <h2>Accuracy</h2>
          {corpora[0] ? <Lead runs={corpora[0]} /> : <p class="lead">Nothing was measured yet.</p>}
          {corpora.map((runs) => <CorpusSection key={runs[0]?.corpus} runs={runs} model={model} peers={peers} />)}
          <Limits model={model} />
          <Misses corpus={baseline.corpus} traffic={baseline.traffic} gaps={gaps} />
          <section aria-labelledby="reproduce">
            <h2 id="reproduce">How to get them again</h2>
            <p>
              The corpora stay out of the repository: their licences differ. The digest tells whether yours is ours.
            </p>
            <dl class="runs">
              {baseline.evaluations.map((run) => <Reproduce key={run.command} run={run} />)}
            </dl>
          </section>
        </div>
      </main>
      <Island name="Help" of={Help} props={{}} />
    </Document>
  );
}

/** Evaluations by corpus: those with attacks first, rules before the model. */
function corporaOf(evaluations: readonly Evaluation[]): Evaluation[][] {
  const groups = Map.groupBy(evaluations, ({ corpus }) => corpus);
  const order = (run: Evaluation) => run.level * 2 + Number(run.model);
  return [...groups.values()].map((runs) => runs.toSorted((a, b) => order(a) - order(b)))
    .toSorted(([a], [b]) => (b?.report.attacks ?? 0) - (a?.report.attacks ?? 0));
}

function Lead({ runs }: { readonly runs: readonly Evaluation[] }) {
  const [run, ...others] = runs;
  if (!run) return null;
  const { intervals: { tpr, fpr }, report: { attacks, benign }, corpus } = run;
  return (
    <>
      <p class="lead">
        At level {run.level}, the {run.model ? "rules and the model" : "rules alone"} block {share(tpr)} of{" "}
        {whole(attacks)} attacks and {share(fpr)} of {whole(benign)} innocent requests.
      </p>
      {others.map(({ model, level, intervals, command }) => (
        <p key={command}>
          {model ? "With the model, which learned from many of these sources" : "By the rules alone"}, at level {level}:
          {" "}
          {share(intervals.tpr)} and {share(intervals.fpr)}.
        </p>
      ))}
      <p class="quiet">
        Corpus {corpus}, {run.date}, commit{" "}
        {run.commit}. TPR is the share of attacks that are blocked, FPR the share of innocent requests that are blocked,
        each with its 95 % interval after Wilson.
      </p>
    </>
  );
}

/** The sign stays on the line of its number. */
function share(figure: Interval | null): string {
  return `${percent(figure?.percent)}\u00a0%`;
}

function CorpusSection(
  { runs, model, peers }: {
    readonly runs: readonly Evaluation[];
    readonly model: WeightsHeader | undefined;
    readonly peers: PeersFile;
  },
) {
  const [run] = runs;
  if (!run) return null;
  const id = `of-${run.corpus.replaceAll(".", "-")}`;
  const trained = Object.fromEntries(Object.keys(model?.licences ?? {}).map((source) => [source, "trained on"]));
  const many = (groups: object) => Object.keys(groups).length > 1;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        Measured on <code>{run.corpus}</code>
      </h2>
      <p>{run.title}.</p>
      <Headlines runs={runs} />
      <p class="note">
        Microseconds are those of the quickest of three runs in a row. “First run” is the median of the first of them,
        when the processor's caches hold what other requests used.
      </p>
      {run.corpus === peers.corpus && <Peers runs={runs} peers={peers} />}
      {many(run.report.byClass) && (
        <>
          <h3>By class</h3>
          <Groups by="byClass" head="Class" runs={runs} />
        </>
      )}
      {many(run.report.bySource) && (
        <>
          <h3>By source</h3>
          {model && <p>The model that runs here learned from the sources that are marked, the rules from none.</p>}
          <Groups by="bySource" head="Source" runs={runs} marks={trained} />
        </>
      )}
      {many(run.report.byCarrier) && (
        <>
          <h3>By carrier</h3>
          <Groups by="byCarrier" head="Carrier" runs={runs} />
        </>
      )}
    </section>
  );
}

function Reproduce({ run }: { readonly run: Evaluation }) {
  const { command, date, commit, corpus, sha256 } = run;
  return (
    <div>
      <dt>
        <Island name="Copy" of={Copy} props={{ text: command }} />
      </dt>
      <dd class="quiet">
        {date}, commit <code>{commit}</code>, {corpus} with SHA-256 <code class="digest">{sha256}</code>
      </dd>
    </div>
  );
}
