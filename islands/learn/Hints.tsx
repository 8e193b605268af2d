/**
 * Hints, one at a time, each for its price; the last one can be put on the bench.
 * @module
 */
import { choose } from "../draft.ts";
import { HINT_COST, type Progress } from "./progress.ts";
import { Inline } from "./Prose.tsx";
import { type OpenLesson, takeHint } from "./store.ts";

/** The hints that were taken, and the way to the next. */
export function Hints({ opened, progress }: { readonly opened: OpenLesson; readonly progress: Progress }) {
  const { hints } = opened.lesson;
  const done = progress.done.includes("attack");
  const shown = done ? hints.length : progress.hints;
  return (
    <div class="hints">
      <ol aria-live="polite">
        {hints.slice(0, shown).map((hint) => (
          <li key={hint}>
            <Inline text={hint} />
          </li>
        ))}
      </ol>
      {shown < hints.length && (
        <button type="button" class="button" onClick={takeHint}>
          {shown === 0 ? "Show a hint" : "Show the next hint"} <span class="quiet num">−{HINT_COST} points</span>
        </button>
      )}
      {shown >= hints.length && (
        <button type="button" class="link" onClick={() => choose(opened.attack)}>
          Put the solution on the bench
        </button>
      )}
    </div>
  );
}
