/**
 * What the model is worth on sources that it has not seen, against those that it learned from.
 * @module
 */
import type { TrainingFigures } from "../../../detectors/anomaly/figures.ts";
import type { WeightsHeader } from "../../../detectors/anomaly/weights.ts";
import { rateOf } from "../../../islands/model/rate.ts";
import type { Evaluation } from "../../../tests/baseline.ts";
import { Heads, percent, range, Row, TableBox, whatRan, whole } from "../accuracy/Figures.tsx";

export interface UnseenProps {
  readonly header: WeightsHeader;
  /** Evaluations over one corpus, with and without the model. */
  readonly runs: readonly Evaluation[];
}

/** Plain words, the evaluation, the training with sources held out. */
export function Unseen({ header, runs }: UnseenProps) {
  const { figures } = header;
  return (
    <section aria-labelledby="unseen">
      <h2 id="unseen">Seen and unseen sources</h2>
      <p>
        A model that is split at random from one source knows the handwriting of that source. What counts is what it
        does with sources that it has never seen.
      </p>
      {runs.length > 0 && <BySight header={header} runs={runs} />}
      <h3>The training, sources held out</h3>
      {figures ? <HeldOut figures={figures} /> : <Metrics header={header} />}
    </section>
  );
}

function BySight({ header: { licences }, runs }: UnseenProps) {
  const names = [[false, "never saw"], [true, "learned from"]] as const;
  return (
    <>
      <TableBox label="By whether the model has seen the source">
        <Heads
          names={["Sources that the model", "what ran", "attacks", "TPR %", "95 %", "innocent", "FPR %", "95 %"]}
        />
        <tbody>
          {names.flatMap(([seen, words]) =>
            runs.map((run) => {
              const sum = { attacks: 0, caught: 0, benign: 0, falseAlarms: 0 };
              for (const [source, group] of Object.entries(run.report.bySource)) {
                if (Object.hasOwn(licences, source) !== seen) continue;
                for (const key of ["attacks", "caught", "benign", "falseAlarms"] as const) sum[key] += group[key];
              }
              const tpr = rateOf(sum.caught, sum.attacks);
              const fpr = rateOf(sum.falseAlarms, sum.benign);
              return (
                <Row
                  key={`${words} ${run.command}`}
                  name={words}
                  cells={[
                    whatRan(run),
                    whole(sum.attacks),
                    percent(tpr.percent),
                    range(tpr),
                    whole(sum.benign),
                    percent(fpr.percent),
                    range(fpr),
                  ]}
                />
              );
            })
          )}
        </tbody>
      </TableBox>
      <p class="quiet">
        {runs.map((run) => `${run.command}, ${run.date}, commit ${run.commit}`).join("; ")}. The rules were tuned on all
        of these sources; rates of each source stand on the <a href="/accuracy">accuracy page</a>.
      </p>
    </>
  );
}

/** What old weights say of themselves. */
function Metrics({ header: { metrics, trained } }: Pick<UnseenProps, "header">) {
  const rows = [
    ["inSourceTprAt05", "sources it learned from, at 0.5 % FPR"],
    ["heldOutTprAt05", "sources held out, at 0.5 % FPR"],
    ["heldOutTprAt01", "sources held out, at 0.1 % FPR"],
  ] as const;
  return (
    <>
      <p>The model alone, trained again without each source and judged on it. Trained {trained}.</p>
      <TableBox label="The model on sources held out">
        <Heads names={["Attacks that the model finds", "TPR %"]} />
        <tbody>
          {rows.map(([metric, name]) => <Row key={metric} name={name} cells={[percent(metrics[metric])]} />)}
        </tbody>
      </TableBox>
      <p class="empty">These weights carry no table by source.</p>
    </>
  );
}

function HeldOut({ figures: { heldOut, total, atFpr } }: { readonly figures: TrainingFigures }) {
  return (
    <>
      <p>
        Each source judged at level 1 by weights, calibration and bands that never saw it; “learned from” are the
        shipped weights on the same requests. <b>Drift</b>{" "}
        is in the last three columns, of innocent requests that the rules let pass: the share that the model’s threshold
        was chosen for, what it blocks on the sources that chose it, and the real share on the one that did not. Before
        you block, let the guard observe your own traffic and count.
      </p>
      <TableBox label="Leave-source-out">
        <Heads
          names={[
            "Source",
            "attacks",
            "rules TPR %",
            "with the model %",
            "learned from %",
            "innocent",
            "rules FPR %",
            "with the model %",
            "model: nominal %",
            "known sources %",
            "real %",
          ]}
        />
        <tbody>
          {[...heldOut, total].map((row, at) => (
            <Row
              key={`${row.source} ${at}`}
              name={at === heldOut.length
                ? <b>all</b>
                : <span class="sources">{row.source.split("+").join(", ")}</span>}
              cells={[
                whole(row.attacks),
                percent(row.rules.tpr),
                percent(row.combined.tpr),
                percent(row.inSource.tpr),
                whole(row.benign),
                percent(row.rules.fpr),
                percent(row.combined.fpr),
                percent(row.nominalFpr),
                percent(row.othersFpr),
                percent(row.realFpr),
              ]}
            />
          ))}
        </tbody>
      </TableBox>
      <p>
        The same requests at the same share of false alarms, whatever the threshold; rules alone have few thresholds to
        choose from.
      </p>
      <TableBox label="At the same false positive rate">
        <Heads names={["At FPR %", "rules TPR %", "model TPR %", "both TPR %"]} />
        <tbody>
          {atFpr.map(({ fpr, rules, model, combined }) => (
            <Row key={fpr} name={percent(fpr)} cells={[percent(rules), percent(model), percent(combined)]} />
          ))}
        </tbody>
      </TableBox>
    </>
  );
}
