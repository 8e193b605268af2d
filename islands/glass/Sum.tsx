/**
 * The arithmetic: points of the deciding findings, their sum, the threshold.
 * @module
 */
import type { Trace } from "../verdict.ts";

/** `5 + 3 = 8 ≥ 5`. */
export function Sum({ trace: { examination } }: { readonly trace: Trace }) {
  const { score, threshold, reached, contributions } = examination.score;
  const deciding = contributions.filter(({ state }) => state === "deciding");
  if (contributions.length === 0) return null;
  return (
    <section class="block sum" aria-label="Sum">
      <h3>Sum</h3>
      <p class="num">
        {deciding.length === 0
          ? <span class="quiet">nothing counts</span>
          : deciding.map(({ points, finding }, i) => (
            <span key={i}>
              {i > 0 && " + "}
              <span title={finding.rule}>{points}</span>
            </span>
          ))}
        {" = "}
        <b>{score}</b> {reached ? "≥" : "<"} {threshold}
        <span class="quiet">{reached ? "the threshold is reached" : "the threshold is not reached"}</span>
      </p>
    </section>
  );
}
