/**
 * Traffic over time: kind, duration, rate, mix; the progress stands below, and the house shows the rest.
 * @module
 */
import { useSignal } from "@preact/signals";
import { library, running } from "./draft.ts";
import { runScenario, stopRun } from "./run.ts";
import { SCENARIOS } from "./scenario.ts";
import { plural } from "./words.ts";

/** Bounds of what a page may ask of its server. */
const MAX_RATE = 200;
const MAX_SECONDS = 300;

/** Form of a scenario. */
export function ScenarioRunner() {
  const scenario = useSignal(SCENARIOS[0]!);
  const rate = useSignal(SCENARIOS[0]!.rate);
  const duration = useSignal(20);
  const share = useSignal(30);
  const { id, title, summary } = scenario.value;
  const start = () =>
    runScenario(scenario.value, library.value, {
      rate: rate.value,
      duration: duration.value,
      share: share.value / 100,
      seed: 1,
    });
  return (
    <form
      class="scenario-lane"
      aria-label="Scenario"
      onSubmit={(event) => {
        event.preventDefault();
        if (running.peek()) stopRun();
        else start();
      }}
    >
      <fieldset>
        <legend class="visually-hidden">Kind of traffic</legend>
        {SCENARIOS.map((candidate) => (
          <label key={candidate.id} class="radio">
            <input
              type="radio"
              name="scenario"
              checked={candidate.id === id}
              onChange={() => {
                scenario.value = candidate;
                rate.value = candidate.rate;
              }}
            />
            {candidate.title}
          </label>
        ))}
      </fieldset>
      <p class="quiet">{summary}</p>
      <Amount title="seconds" value={duration.value} max={MAX_SECONDS} onValue={(value) => duration.value = value} />
      <Amount title="requests a second" value={rate.value} max={MAX_RATE} onValue={(value) => rate.value = value} />
      {id === "mixed" && (
        <Amount
          title="per cent attacks"
          value={share.value}
          min={0}
          max={100}
          onValue={(value) => share.value = value}
        />
      )}
      <p class="facts">
        <button type="submit" class="button is-primary">{running.value ? "Stop" : `Run ${title.toLowerCase()}`}</button>
        <span>{plural(Math.round(rate.value * duration.value), "request")}, sent in parcels over one connection</span>
      </p>
    </form>
  );
}

interface AmountProps {
  readonly title: string;
  readonly value: number;
  readonly min?: number;
  readonly max: number;
  readonly onValue: (value: number) => void;
}

/** A whole number between two bounds. */
function Amount({ title, value, min = 1, max, onValue }: AmountProps) {
  return (
    <label class="amount">
      <input
        type="number"
        class="field num"
        min={min}
        max={max}
        value={value}
        onInput={({ currentTarget }) => {
          const next = Math.round(currentTarget.valueAsNumber);
          if (next >= min && next <= max) onValue(next);
        }}
      />
      <span>{title}</span>
    </label>
  );
}
