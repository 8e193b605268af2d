/**
 * The findings, the deciding ones first; each lights its bytes.
 * @module
 */
import type { Contribution, ContributionState } from "../../detectors/score.ts";
import { lit } from "../draft.ts";
import { Shape } from "../Shape.tsx";
import { Text } from "../Text.tsx";
import type { Trace } from "../verdict.ts";

const STATE_WORD: Readonly<Record<ContributionState, string>> = {
  "deciding": "deciding",
  "also-matched": "also matched",
  "above-level": "above level",
  "dry-run": "dry run",
  "excluded": "excluded",
};

/** One row a finding: shape, rule, severity, points, why. */
export function Findings({ trace: { examination } }: { readonly trace: Trace }) {
  const { contributions } = examination.score;
  return (
    <section class="block" aria-label="Findings">
      <h3>
        Findings <span class="count">{contributions.length}</span>
      </h3>
      {contributions.length === 0 && <p class="empty">No rule matched a single byte of this request.</p>}
      <ul class="findings">
        {contributions.map((contribution, i) => (
          <Row
            key={i}
            contribution={contribution}
            index={i}
          />
        ))}
      </ul>
      {examination.failed.length > 0 && <p class="note">Failed and left out: {examination.failed.join(", ")}.</p>}
    </section>
  );
}

function Row({ contribution, index }: { readonly contribution: Contribution; readonly index: number }) {
  const { finding, points, state, reason } = contribution;
  const { rule, severity, level, why, evidence } = finding;
  const counts = state === "deciding";
  return (
    <li>
      <button
        type="button"
        class={`finding is-${state}${lit.value === index ? " is-lit" : ""}`}
        aria-pressed={lit.value === index}
        onPointerEnter={() => lit.value = index}
        onPointerLeave={() => lit.value = undefined}
        onFocus={() => lit.value = index}
        onBlur={() => lit.value = undefined}
      >
        <span class="finding-head">
          <Shape action={counts ? "block" : "flag"} />
          <code class="rule">{rule}</code>
          <span class={`severity is-${severity}`}>{severity}</span>
          {level > 1 && <span class="quiet">level {level}</span>}
          <span class="tally">
            <span class="state">{STATE_WORD[state]}</span>
            <span class="points num">{counts ? `+${points}` : `(${points})`}</span>
          </span>
        </span>
        <span class="why">
          <Text text={sentence(why)} /> {evidence && (
            <q class="bytes">
              <Text text={evidence.text} />
            </q>
          )}
          {reason && <span class="quiet">Excluded: {reason}</span>}
        </span>
      </button>
    </li>
  );
}

/** A why completes "because …"; alone it begins with a capital and ends with a full stop. */
function sentence(why: string): string {
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
}
