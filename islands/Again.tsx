/**
 * The events of the list, judged again at another level or threshold: how many would end otherwise, and which.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Level } from "../detectors/types.ts";
import type { SecurityEvent } from "../guard/types.ts";
import { open, rules, running } from "./draft.ts";
import { judge } from "./judging.ts";
import { type Changed, reevaluate } from "./reevaluate.ts";
import { Shape } from "./Shape.tsx";
import { Text } from "./Text.tsx";
import { clockOf, plural } from "./words.ts";

const LEVELS: readonly Level[] = [1, 2, 3, 4];
const THRESHOLDS: readonly number[] = [3, 5, 8, 10];

/** Changed events that are listed. */
const SHOWN = 8;

/** Folded away until it is wanted. */
export function Again({ events }: { readonly events: readonly SecurityEvent[] }) {
  const isOpen = useSignal(false);
  return (
    <details class="judge-again" onToggle={({ currentTarget }) => isOpen.value = currentTarget.open}>
      <summary>judge again at other settings</summary>
      {isOpen.value && <Question events={events} />}
    </details>
  );
}

function Question({ events }: { readonly events: readonly SecurityEvent[] }) {
  const level = useSignal<Level>(2);
  const threshold = useSignal(5);
  const changed = useSignal<readonly Changed[] | undefined>(undefined);
  // While a run goes on the list changes at every look: it is judged when it has come to rest.
  const isIdle = !running.value;
  const newest = events[0]?.id;
  useEffect(() => {
    let gone = false;
    if (isIdle) {
      reevaluate(events, { level: level.value, threshold: threshold.value }, () => gone).then((result) => {
        if (!gone && result) changed.value = result;
      });
    }
    return () => {
      gone = true;
    };
  }, [newest, events.length, level.value, threshold.value, judge.value, rules.value, isIdle]);
  return (
    <div>
      <div class="filter-fields">
        <label>
          <span>level</span>
          <select
            class="field"
            onChange={({ currentTarget }) => level.value = LEVELS[currentTarget.selectedIndex] ?? 1}
          >
            {LEVELS.map((each) => <option key={each} selected={each === level.value}>{each}</option>)}
          </select>
        </label>
        <label>
          <span>threshold</span>
          <select
            class="field"
            onChange={({ currentTarget }) => threshold.value = THRESHOLDS[currentTarget.selectedIndex] ?? 5}
          >
            {THRESHOLDS.map((each) => <option key={each} selected={each === threshold.value}>{each}</option>)}
          </select>
        </label>
      </div>
      <p role="status">{changed.value ? sentenceOf(changed.value, events.length) : "Judging."}</p>
      <ul>
        {changed.value?.slice(0, SHOWN).map(({ event, from, to }) => (
          <li key={event.id}>
            <button type="button" class="event" onClick={() => open(event)}>
              <span class="event-line">
                <time class="num">{clockOf(event.at)}</time>
                <Shape action={from} />
                <span aria-hidden="true">▸</span>
                <Shape action={to} />
                <span class="mono event-path">
                  {event.method} <Text text={event.path} />
                </span>
                {to === "block" ? "would be blocked" : "would pass"}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function sentenceOf(changed: readonly Changed[], of: number): string {
  const blocked = changed.filter(({ to }) => to === "block").length;
  if (changed.length === 0) return `None of ${plural(of, "event")} would end otherwise.`;
  return `${changed.length} of ${plural(of, "event")} would end otherwise: ${blocked} blocked that passed, ${
    changed.length - blocked
  } passed that were blocked. Limits and logins are left out.`;
}
