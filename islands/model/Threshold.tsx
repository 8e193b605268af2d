/**
 * Move the threshold: what it catches and what it breaks, on requests whose truth is known.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Band } from "../../detectors/anomaly/weights.ts";
import { Curves } from "./Curves.tsx";
import { Confused, Quadrants } from "./Confused.tsx";
import { confusionAt, datasetsOf, logitAt, type Measured, nearestBin, type Score, type Sources } from "./dataset.ts";
import { rateOf } from "./rate.ts";
import { odds, share, signed, whole } from "./words.ts";

export interface ThresholdProps {
  readonly measured: Measured;
  readonly bands: readonly Band[];
  /** Corpus, date, command of the evaluation, for people. */
  readonly provenance: string;
}

/** Words for whose requests are counted. */
const SOURCES: Readonly<Record<Sources, string>> = {
  unseen: "sources it never saw",
  heldOut: "sources held out",
  seen: "sources it learned from",
};

const SCORES: Readonly<Record<Score, string>> = { together: "rules and model", alone: "the model alone" };

/** Chooses requests and score; the threshold is a slider, or is dragged in the chart. */
export function Threshold({ measured, bands, provenance }: ThresholdProps) {
  const datasets = useMemo(() => datasetsOf(measured), [measured]);
  const sources = useSignal<Sources>(datasets.keys().next().value ?? "unseen");
  const score = useSignal<Score>("together");
  const start = bands.find(({ name }) => name === "certain")?.logit ?? 0;
  const logit = useSignal(start);
  const data = datasets.get(sources.value);
  if (!data) return <p class="empty">No evaluation has counted log-odds yet: run the command below.</p>;

  const bin = nearestBin(data, logit.value);
  const here = logitAt(data, bin);
  const confusion = confusionAt(data[score.value], bin);
  const { caught, missed, falseAlarms, passed } = confusion;
  const tpr = rateOf(caught, caught + missed);
  const fpr = rateOf(falseAlarms, falseAlarms + passed);
  const move = (bin: number) => logit.value = logitAt(data, bin);
  return (
    <div class="threshold">
      <div class="row">
        <Switch label="Requests of" of={SOURCES} names={[...datasets.keys()]} value={sources} />
        <Switch label="Score of" of={SCORES} names={["together", "alone"]} value={score} />
        <div class="row" role="group" aria-label="To the edge of a band">
          <span class="quiet">to band</span>
          {bands.map(({ name, logit: edge }) => (
            <button
              key={name}
              type="button"
              class="link"
              onClick={() => logit.value = edge}
            >
              {name}
            </button>
          ))}
        </div>
      </div>
      <p class="say" role="status">
        {data.ruled ? "Blocking what the rules block and what reaches" : "Blocking what reaches"}{" "}
        <b class="num">{signed(here)}</b> (probability {odds(1 / (1 + Math.exp(-here)))}) stops{" "}
        <b class="num">{share(tpr.percent)}</b> of {whole(tpr.of)} attacks and <b class="num">{share(fpr.percent)}</b>
        {" "}
        of {whole(fpr.of)} innocent requests.
      </p>
      <Curves
        data={data}
        score={score.value}
        bin={bin}
        onMove={move}
        slider={
          <label class="slider">
            <span>Threshold, log-odds</span>
            <input
              type="range"
              min={0}
              max={data.together.attack.passed.length - 1}
              step={1}
              value={bin}
              aria-valuetext={`${here.toFixed(1)} log-odds: ${share(tpr.percent)} of attacks, ${
                share(fpr.percent)
              } of innocent requests blocked`}
              onInput={({ currentTarget: { value } }) => move(Number(value))}
            />
            <output class="num">{signed(here)}</output>
          </label>
        }
      >
        <Confused confusion={confusion} tpr={tpr} fpr={fpr} />
        {data.ruled
          ? <Quadrants confusion={confusion} score={score.value} />
          : <p class="empty">The training does not say what the rules alone do with these requests.</p>}
      </Curves>
      <p class="quiet">
        {sources.value === "heldOut"
          ? "Each source judged by a model that was trained without it; figures of the training."
          : `${provenance} ${
            sources.value === "unseen"
              ? "Sources that the model was not trained on."
              : "Sources that the model was trained on: better than you may expect elsewhere."
          }`}
      </p>
    </div>
  );
}

interface SwitchProps<Name extends string> {
  readonly label: string;
  readonly of: Readonly<Record<Name, string>>;
  readonly names: readonly Name[];
  readonly value: { value: Name };
}

function Switch<Name extends string>({ label, of, names, value }: SwitchProps<Name>) {
  return (
    <div class="row">
      <span class="quiet">{label}</span>
      <div class="switch is-long" role="group" aria-label={label}>
        {names.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={value.value === name}
            onClick={() => value.value = name}
          >
            {of[name]}
          </button>
        ))}
      </div>
    </div>
  );
}
