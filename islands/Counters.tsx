/**
 * Totals of the room by verdict.
 * @module
 */
import type { Totals } from "../guard/types.ts";
import { totals } from "./feed.ts";
import { Shape } from "./Shape.tsx";

export interface CountersProps {
  readonly start: Totals;
}

/** Five numbers, and what went wrong, if anything did. */
export function Counters({ start }: CountersProps) {
  const { total, allowed, flagged, blocked, limited, failedOpen, dropped } = totals.value ?? start;
  return (
    <section class="block" aria-label="Counters">
      <dl class="counters">
        <div>
          <dt>total</dt>
          <dd class="num" data-counter="total">{show(total)}</dd>
        </div>
        <Cell action="allow" title="allowed" count={allowed} />
        <Cell action="flag" title="flagged" count={flagged} />
        <Cell action="block" title="blocked" count={blocked} />
        <Cell action="limit" title="limited" count={limited} />
      </dl>
      {failedOpen > 0 && <p class="note">{show(failedOpen)} passed because a limiter could not count.</p>}
      {dropped > 0 && <p class="note">{show(dropped)} events could not be stored.</p>}
    </section>
  );
}

function Cell(
  { action, title, count }: {
    readonly action: "allow" | "flag" | "block" | "limit";
    readonly title: string;
    readonly count: number;
  },
) {
  return (
    <div>
      <dt>
        <Shape action={action} /> {title}
      </dt>
      <dd class="num" data-counter={title}>{show(count)}</dd>
    </div>
  );
}

function show(count: number): string {
  return count.toLocaleString("en");
}
