/**
 * The requests of the lesson, ready for the bench.
 * @module
 */
import { choose, chosen, edit, type Entry } from "../draft.ts";
import type { Draft } from "../request.ts";

export interface PresetsProps {
  /** The attack first, then what has to be caught, then what has to pass. */
  readonly attacks: readonly Entry[];
  /** Id of the entry that is on the bench at first; empty where `start` is. */
  readonly first: string;
  /** The honest request from which the learner starts. */
  readonly start?: Draft;
  /** Ids that are offered at once; the others would give the task away. */
  readonly offered: readonly string[];
}

/** Buttons; the rest of the lesson's requests behind a fold. */
export function Presets({ attacks, start, offered }: PresetsProps) {
  const rest = attacks.filter(({ id }) => !offered.includes(id));
  const pick = (entry: Entry) => (
    <button
      key={entry.id}
      type="button"
      class="preset"
      aria-pressed={chosen.value?.id === entry.id}
      onClick={() => choose(entry)}
    >
      {entry.title}
    </button>
  );
  return (
    <div class="presets" role="group" aria-label="Requests of this lesson">
      {start && (
        <button type="button" class="preset" onClick={() => edit(start)}>
          Begin again
        </button>
      )}
      {attacks.filter(({ id }) => offered.includes(id)).map(pick)}
      {rest.length > 0 && (
        <details>
          <summary>Other requests of this lesson</summary>
          <div class="presets">{rest.map(pick)}</div>
        </details>
      )}
    </div>
  );
}
