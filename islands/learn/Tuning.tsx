/**
 * Level and threshold of the guard, with the confusion matrix that follows from them.
 * @module
 */
import type { Level } from "../../detectors/types.ts";
import { changeSettings, settings } from "../feed.ts";
import { Confusion } from "./Confusion.tsx";

const LEVELS: readonly Level[] = [1, 2, 3, 4];
const THRESHOLDS = [2, 3, 4, 5, 6, 8, 10];

/** Two rows of buttons and the table. */
export function Tuning() {
  const now = settings.value;
  return (
    <section class="lab" aria-label="Tuning">
      <fieldset class="lab-choice">
        <legend>Level</legend>
        {LEVELS.map((level) => (
          <button
            key={level}
            type="button"
            class="button num"
            aria-pressed={now?.level === level}
            onClick={() => changeSettings({ level, detectLevel: level < 2 ? 2 : level })}
          >
            {level}
          </button>
        ))}
      </fieldset>
      <fieldset class="lab-choice">
        <legend>Threshold</legend>
        {THRESHOLDS.map((threshold) => (
          <button
            key={threshold}
            type="button"
            class="button num"
            aria-pressed={now?.threshold === threshold}
            onClick={() => changeSettings({ threshold })}
          >
            {threshold}
          </button>
        ))}
      </fieldset>
      <Confusion />
    </section>
  );
}
