/**
 * A run of many requests: how far it is, and how they ended.
 * @module
 */
import type { Run } from "./draft.ts";
import { runTruth, stopRun } from "./run.ts";
import { Shape } from "./Shape.tsx";
import type { Matrix } from "./truth.ts";
import { ACTION_WORD, ACTIONS } from "./words.ts";

/** Progress bar, counts, and a button to stop. */
export function RunProgress({ run }: { readonly run: Run }) {
  const { title, total, done, failed, counts, state } = run;
  return (
    <div class="run">
      <div class="run-head">
        <strong>{title}</strong>
        <span class="num">{done}/{total}</span>
        {state === "running"
          ? <button type="button" class="link" onClick={stopRun}>stop</button>
          : <span class="quiet">{state}</span>}
      </div>
      <progress max={total} value={done} aria-label={`${title}: requests sent`} />
      <ul class="run-counts">
        {ACTIONS.filter((action) => counts[action] > 0).map((action) => (
          <li key={action}>
            <Shape action={action} /> <span class="num">{counts[action]}</span>{" "}
            {action === "allow" ? "passed" : ACTION_WORD[action]}
          </li>
        ))}
        {failed > 0 && (
          <li>
            <span class="num">{failed}</span> without a response
          </li>
        )}
      </ul>
      {runTruth.value && <Report truth={runTruth.value} />}
    </div>
  );
}

/** Of what was meant as an attack, and of what was not: how much was judged rightly. */
function Report({ truth: { caught, missed, falseAlarm, rightlyAllowed } }: { readonly truth: Matrix }) {
  const [attacks, innocent] = [caught + missed, falseAlarm + rightlyAllowed];
  return (
    <p class="facts">
      {attacks > 0 && (
        <span>
          <b class="num">{caught}</b> of <b class="num">{attacks}</b> attacks caught ({percent(caught, attacks)})
        </span>
      )}
      {innocent > 0 && (
        <span>
          <b class="num">{falseAlarm}</b> of <b class="num">{innocent}</b> innocent refused (
          {percent(falseAlarm, innocent)})
        </span>
      )}
    </p>
  );
}

function percent(count: number, of: number): string {
  return `${(count / of * 100).toFixed(1)} %`;
}
