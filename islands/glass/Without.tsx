/**
 * What would be otherwise: the sum without one matched stretch.
 * @module
 */
import { judge, rules } from "../draft.ts";
import { Shape } from "../Shape.tsx";
import { Text } from "../Text.tsx";
import type { Trace } from "../verdict.ts";

/** One line a stretch that counted. */
export function Without({ trace }: { readonly trace: Trace }) {
  const { threshold } = trace.examination.score;
  const now = rules.value;
  const tried = now ? judge.value?.withoutEach(trace, now.score, now.around) ?? [] : [];
  if (tried.length === 0) return null;
  return (
    <section class="block" aria-label="Without one stretch">
      <h3>Without one of the stretches</h3>
      <ul class="without">
        {tried.map(({ text, score, reached }, i) => (
          <li key={i}>
            <del class="bytes">
              <Text text={text} />
            </del>
            <span>
              <Shape action={reached ? "block" : score > 0 ? "flag" : "allow"} />{" "}
              <span class="num">{score} {reached ? "≥" : "<"} {threshold}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
