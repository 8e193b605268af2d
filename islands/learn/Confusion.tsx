/**
 * What the check found: two by two, and one row a request.
 * @module
 */
import type { RehearsedRow } from "../../routes/glass/rehearsal.ts";
import { TwoByTwo } from "../TwoByTwo.tsx";
import { Shape } from "../Shape.tsx";
import { plural } from "../words.ts";
import { check } from "./check.ts";
import { mistakesOf } from "./goals.ts";
import { Mark } from "./Mark.tsx";

/** The table, or how the check stands. */
export function Confusion() {
  const now = check.value;
  if (now.state === "none") return <p class="empty">Not checked yet.</p>;
  if (now.state === "failed") return <p class="note" role="alert">{now.why}</p>;
  const { last } = now;
  if (!last) return <p class="empty" role="status">Checking.</p>;
  const { rows, twin } = last;
  const count = (truth: RehearsedRow["truth"], stopped: boolean) =>
    rows.filter((row) => row.truth === truth && row.stopped === stopped).length;
  const mistakes = mistakesOf(last);
  return (
    <div class="confusion" aria-busy={now.state === "running"}>
      <p class="confusion-sum" role="status">
        <Mark state={mistakes === 0 ? "done" : "wrong"} />
        {mistakes === 0
          ? `All ${plural(rows.length + (twin ? 1 : 0), "check")} right.`
          : `${plural(mistakes, "mistake")} left.`}
      </p>
      <TwoByTwo
        caught={count("attack", true)}
        missed={count("attack", false)}
        falseAlarm={count("benign", true)}
        rightlyAllowed={count("benign", false)}
      />
      <ul class="checked">
        {rows.map((row) => <Row key={row.id} row={row} />)}
        {twin && (
          <li>
            <Mark state={twin.harmful ? "wrong" : "done"} word={twin.harmful ? "wrong" : "right"} />
            <span>The attack at the correct twin, guard off</span>
            <span class="quiet">{twin.harmful ? "does harm" : `no harm, ${statusesOf(twin.statuses)}`}</span>
          </li>
        )}
      </ul>
    </div>
  );
}

/** Statuses with how often they came: a burst has a hundred and twenty. */
function statusesOf(statuses: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => count === 1 ? `${status}` : `${status} ×${count}`).join(", ");
}

function Row({ row }: { readonly row: RehearsedRow }) {
  const { title, truth, stopped, requests, limited, rules } = row;
  const right = stopped === (truth === "attack");
  const action = !stopped ? "allow" : limited > 0 ? "limit" : "block";
  return (
    <li data-row={row.id} class={right ? "" : "is-wrong"}>
      <Mark state={right ? "done" : "wrong"} word={right ? "right" : "wrong"} />
      <span>
        {title} {requests > 1 && <span class="quiet num">×{requests}</span>}
      </span>
      <span class="quiet">
        <Shape action={action} /> {action === "limit"
          ? `${requests - limited} passed, ${limited} limited`
          : action === "block"
          ? rules[0] ?? "refused"
          : "passed"}
      </span>
    </li>
  );
}
