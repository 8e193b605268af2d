/**
 * Mutate until it slips: the visitor steps through a guided search for a disguise, or lets it run.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Text } from "../Text.tsx";
import { current, engine, failure, load, place, text } from "./bench.ts";
import { Choice } from "./Choice.tsx";
import { Disguise } from "./Disguise.tsx";
import { MAX_TRIES } from "./limits.ts";
import type { Place } from "./place.ts";
import type { Against, Operators, Outcome, Try } from "./search.ts";
import { AGAINST, OPERATORS, stateOf } from "./search_words.ts";
import { Tries } from "./Tries.tsx";

/** Milliseconds of searching before the browser may draw. */
const SLICE = 8;

/** Settings, buttons, state, tries. */
export function Slip() {
  useEffect(() => void load(), []);
  const against = useSignal<Against>("both");
  const operators = useSignal<Operators>("all");
  const seed = useSignal(1);
  const tries = useSignal<readonly Try[]>([]);
  const outcome = useSignal<Outcome | undefined>(undefined);
  const running = useSignal(false);
  const steps = useRef<Generator<Try, Outcome>>(null);
  const start = useSignal<{ readonly text: string; readonly place: Place } | undefined>(undefined);
  const ready = engine.value !== undefined && current.value !== undefined;

  const reset = () => {
    running.value = false;
    steps.current = null;
    start.value = undefined;
    tries.value = [];
    outcome.value = undefined;
  };
  // What was found against other weights, or by other means, says nothing here. Another text waits for its turn.
  useEffect(reset, [current.value, against.value, operators.value, seed.value]);

  /** Up to a time; one step where it has passed already. */
  const advance = (until: number) => {
    const [chunk, model] = [engine.peek(), current.peek()];
    if (!chunk || !model || outcome.peek()) return;
    start.value ??= { text: text.peek(), place: place.peek() };
    steps.current ??= chunk.search({
      model,
      ...start.value,
      against: against.peek(),
      operators: operators.peek(),
      seed: seed.peek(),
    });
    const found: Try[] = [];
    do {
      const { value, done } = steps.current.next();
      if (done) {
        outcome.value = value;
        running.value = false;
        break;
      }
      found.push(value);
    } while (performance.now() < until);
    tries.value = [...tries.peek(), ...found];
  };
  const run = () => {
    if (outcome.peek()) reset();
    running.value = true;
    const slice = () => {
      if (!running.peek()) return;
      advance(performance.now() + SLICE);
      setTimeout(slice);
    };
    slice();
  };

  const last = tries.value.at(-1);
  const best = outcome.value?.best ?? tries.value.findLast(({ kept }) => kept);
  const done = outcome.value?.tries ?? last?.number ?? 0;
  return (
    <div class="tool">
      <div class="tool-ask">
        <p>
          {start.value === undefined ? "Starts from the text above: " : "Started from "}
          <code class="mono">
            <Text text={(start.value?.text ?? text.value).slice(0, 60)} />
          </code>
        </p>
        <div class="row">
          <Choice label="Past" value={against.value} of={AGAINST} onChange={(name) => against.value = name} />
          <Choice label="By" value={operators.value} of={OPERATORS} onChange={(name) => operators.value = name} />
          <label class="inline">
            Seed{" "}
            <input
              type="number"
              class="field seed"
              min={0}
              max={999_999}
              value={seed.value}
              onChange={({ currentTarget: { value } }) => seed.value = Math.min(999_999, Math.abs(Math.trunc(+value)))}
            />
          </label>
        </div>
        <div class="row">
          <button
            type="button"
            class="button"
            disabled={!ready || running.value}
            onClick={() => {
              if (outcome.peek()) reset();
              advance(0);
            }}
          >
            Step
          </button>
          {running.value
            ? <button type="button" class="button is-primary" onClick={() => running.value = false}>Stop</button>
            : <button type="button" class="button is-primary" disabled={!ready} onClick={run}>Run</button>}
          <button type="button" class="button is-quiet" onClick={reset}>
            Start over
          </button>
        </div>
        <label class="progress">
          <progress max={MAX_TRIES} value={done} /> <span class="num">{done} of {MAX_TRIES} tries</span>
        </label>
        <p class="quiet">
          Each operator by itself keeps an attack alive for a tolerant reader; whether the result still works against
          your application is yours to check.
        </p>
      </div>
      <div class="tool-say">
        <p
          class={`say${outcome.value ? ` is-${outcome.value.end === "slipped" ? "flag" : "allow"}` : ""}`}
          role="status"
        >
          {failure.value ?? stateOf(outcome.value, running.value, tries.value.length)}
        </p>
        {best && start.value && <Disguise best={best} place={start.value.place} />}
        {tries.value.length > 0 && <Tries tries={tries.value} />}
      </div>
    </div>
  );
}
