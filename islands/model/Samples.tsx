/**
 * The samples of a lesson.
 * @module
 */
import { Text } from "../Text.tsx";
import { taught } from "./bench.ts";
import type { Taught } from "./lesson.ts";
import { MAX_TAUGHT } from "./limits.ts";
import { PLACES } from "./place.ts";

/** Characters of a sample that its line shows. */
const SHOWN = 100;

/** The list; `onTake` hears that one was taken back, whose button is gone. */
export function Samples({ onTake }: { readonly onTake: () => void }) {
  const samples = taught.value;
  const takeBack = (sample: Taught) => {
    taught.value = samples.filter((other) => other !== sample);
    onTake();
  };
  return (
    <>
      <h3>
        Samples <span class="quiet num">{samples.length} of at most {MAX_TAUGHT}</span>
      </h3>
      <ul class="samples">
        {samples.length === 0 && <li class="empty">No sample yet. Type one here, or send one down from above.</li>}
        {samples.map((sample) => {
          const { text, attack, place } = sample;
          return (
            <li key={`${place} ${text}`}>
              <span class={`tag is-${attack ? "attack" : "innocent"}`}>{attack ? "attack" : "innocent"}</span>
              <span class="bytes">
                <Text text={text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text} />
              </span>
              <span class="quiet">{PLACES[place]}</span>
              <button
                type="button"
                class="link"
                aria-label={`Take back: ${text.slice(0, 40)}`}
                onClick={() => takeBack(sample)}
              >
                take back
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
