/**
 * The task on the bench: the goal of the step, whether the last throw reached it, and the way on.
 * @module
 */
import type { Lesson } from "../../attacks/types.ts";
import { Text } from "../Text.tsx";
import { Mark } from "./Mark.tsx";
import { pointsOfStep, type Step } from "./progress.ts";
import { goTo, open, progressNow, step, why } from "./store.ts";

const ATTACK: Readonly<Record<Lesson["goals"]["attack"], string>> = {
  harmful: "an answer that the correct endpoint would never give",
  limited: "an answer 429",
  missed: "harm done while the guard blocks",
  alarm: "the innocent message refused",
};

const DEFEND: Readonly<Record<Lesson["goals"]["defend"], string>> = {
  twin: "the same request at the correct twin, and no harm",
  limited: "the second counter set, and the spraying limited",
  exact: "a limiter that keeps the contract",
  tuned: "every attack refused, every innocent let pass",
};

/** One strip above the editor; a reader hears it when it changes. */
export function Task() {
  const opened = open.value;
  const now = step.value;
  if (!opened || (now !== "attack" && now !== "defend")) return null;
  const { goals } = opened.lesson;
  const progress = progressNow();
  const done = progress.done.includes(now);
  const next: Step = now === "attack" ? "observe" : "verify";
  return (
    <div class={done ? "task is-done" : "task"}>
      <p role="status">
        <Mark state={done ? "done" : "open"} word={done ? "Done." : "To do:"} />{" "}
        <span>
          <b>Goal:</b> {now === "attack" ? ATTACK[goals.attack] : DEFEND[goals.defend]}.{" "}
          {done ? <b class="num">+{pointsOfStep(progress, now)} points</b> : why.value && (
            <span class="quiet">
              Not yet: <Text text={why.value} />
            </span>
          )}
        </span>
      </p>
      {done && (
        <button type="button" class="button is-primary" onClick={() => toLesson(next)}>
          Continue to {next}
        </button>
      )}
    </div>
  );
}

/** Shows a step and takes the reader there, also where the panes are tabs. */
function toLesson(next: Step): void {
  goTo(next);
  dispatchEvent(new CustomEvent("glass:show", { detail: "lesson" }));
  requestAnimationFrame(() => document.querySelector<HTMLElement>("#step-title")?.focus());
}
