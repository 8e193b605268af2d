/**
 * What would be otherwise: the sum at the other levels, from the findings that are there already.
 * @module
 */
import { settings } from "../feed.ts";
import { Shape } from "../Shape.tsx";
import type { Trace } from "../verdict.ts";

const LEVELS = [1, 2, 3, 4] as const;

/** One cell a level. */
export function Levels({ trace: { examination, atLevel } }: { readonly trace: Trace }) {
  const { threshold } = examination.score;
  const current = settings.value?.level ?? 1;
  return (
    <section class="block" aria-label="At other levels">
      <h3>
        At other levels <span class="quiet">1 alarms least, 4 most</span>
      </h3>
      <ul class="levels">
        {LEVELS.map((level) => {
          const score = atLevel[level - 1] ?? 0;
          const blocks = score >= threshold;
          return (
            <li key={level} class={level === current ? "is-current" : ""} aria-current={level === current || undefined}>
              <span class="quiet">level {level}</span>
              <span>
                <Shape action={blocks ? "block" : score > 0 ? "flag" : "allow"} /> <b class="num">{score}</b>
              </span>
              <span>{blocks ? "blocks" : "passes"}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
