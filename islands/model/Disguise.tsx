/**
 * The best disguise that a search has found.
 * @module
 */
import { HeatBytes } from "../HeatBytes.tsx";
import { addSample, current, engine, place as bench, text } from "./bench.ts";
import { type Place, requestOf } from "./place.ts";
import type { Standing } from "./search.ts";
import { odds } from "./words.ts";

export interface DisguiseProps {
  readonly best: Standing;
  /** Where it stood in the search. */
  readonly place: Place;
}

/** Its bytes, tinted by what the model makes of them, and where it may go from here. */
export function Disguise({ best, place }: DisguiseProps) {
  const reading = engine.value && current.value &&
    engine.value.judgeRequest(current.value, requestOf(best.text, place)).reading;
  return (
    <>
      <h3>
        Best disguise so far <span class="quiet num">{best.points} points, probability {odds(best.probability)}</span>
      </h3>
      {/* Where the model reads another value, or nothing, there is nothing to tint. */}
      <HeatBytes text={best.text} shares={reading?.text === best.text ? reading.shares : []} />
      <p class="row">
        <button
          type="button"
          class="button"
          onClick={() => {
            text.value = best.text;
            bench.value = place;
          }}
        >
          Judge it above
        </button>
        <button type="button" class="button" onClick={() => addSample({ text: best.text, attack: true, place })}>
          Teach it as an attack
        </button>
      </p>
    </>
  );
}
