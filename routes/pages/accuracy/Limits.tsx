/**
 * What the figures do not say, and what the model reached on sources it had not seen.
 * @module
 */
import type { WeightsHeader } from "../../../detectors/anomaly/weights.ts";
import { Heads, percent, Row, TableBox, whole } from "./Figures.tsx";

/** Share of innocent requests at which the header tells the model's hits, by the name of the metric. */
const HELD_OUT: readonly (readonly [metric: string, name: string])[] = [
  ["inSourceTprAt05", "sources it learned from, at 0.5 % FPR"],
  ["heldOutTprAt05", "sources held out, at 0.5 % FPR"],
  ["heldOutTprAt01", "sources held out, at 0.1 % FPR"],
];

/** The plain words first, then the table of the model. */
export function Limits({ model }: { readonly model: WeightsHeader | undefined }) {
  return (
    <section aria-labelledby="limits">
      <h2 id="limits">What the figures do not say</h2>
      <ul class="limits">
        <li>Rules and thresholds were tuned on these sources. Expect less on traffic that nobody has seen.</li>
        <li>
          Generated traffic is ours: its false alarms were repaired as they were found. It guards against a relapse and
          says nothing about other people's APIs.
        </li>
        <li>Labels are those of the sources. Records with a doubtful label are left out of every figure.</li>
        <li>
          A public collection is no sample of your traffic: its classes and carriers are mixed as they were found. Start
          in <b>observe</b>, and count what would have been blocked.
        </li>
        <li>Intervals cover chance in drawing requests, not the difference between sources, which is larger.</li>
        <li>Times are of one request at a time in one process, on the machine that measured.</li>
      </ul>
      {model ? <HeldOut model={model} /> : <p>The guard runs without a model here.</p>}
    </section>
  );
}

function HeldOut({ model: { metrics, bands, trained } }: { readonly model: WeightsHeader }) {
  return (
    <>
      <h3>The model alone, on sources it had not seen</h3>
      <p>
        Before it was shipped, the model was trained again without each source and judged on that source. Trained{" "}
        {trained}
        {metrics["records"] !== undefined && ` on ${whole(metrics["records"])} records`}.
      </p>
      <TableBox label="The model on sources held out">
        <Heads names={["Attacks that the model finds", "TPR %"]} />
        <tbody>
          {HELD_OUT.map(([metric, name]) => <Row key={metric} name={name} cells={[percent(metrics[metric])]} />)}
        </tbody>
      </TableBox>
      <p>
        Of requests that the rules let pass, sources held out, this share reaches each band of the model. Between single
        sources the false alarms differ more than the bands do.
      </p>
      <TableBox label="Bands of the model">
        <Heads names={["Band", "from logit", "TPR %", "FPR %"]} />
        <tbody>
          {bands.map(({ name, logit, tpr, fpr }) => (
            <Row key={name} name={name} cells={[logit.toFixed(3), percent(tpr), percent(fpr)]} />
          ))}
        </tbody>
      </TableBox>
    </>
  );
}
