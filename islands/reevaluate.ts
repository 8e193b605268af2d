/**
 * Past events under other settings: which of them would end otherwise. By the engine of the page, so what only the
 * server can know, limits and logins, is left out on both sides.
 * @module
 */
import type { Level } from "../detectors/types.ts";
import type { Action, SecurityEvent } from "../guard/types.ts";
import { rules } from "./draft.ts";
import { judge } from "./judging.ts";

/** What is tried. */
export interface Otherwise {
  readonly level: Level;
  readonly threshold: number;
}

/** An event that would end otherwise. */
export interface Changed {
  readonly event: SecurityEvent;
  readonly from: Action;
  readonly to: Action;
}

/** How long the page judges before it lets the browser draw, milliseconds. */
const SLICE = 8;

/** Judges every event twice, as it was and as it would be; resolves with undefined when it was given up. */
export async function reevaluate(
  events: readonly SecurityEvent[],
  { level, threshold }: Otherwise,
  isGone: () => boolean = () => false,
): Promise<readonly Changed[] | undefined> {
  const [engine, now] = [judge.peek(), rules.peek()];
  if (!engine || !now) return undefined;
  const changed: Changed[] = [];
  let sliceEnd = performance.now() + SLICE;
  for (const event of events) {
    const then = engine.settingsOf(event, now.score);
    const detectLevel = then.detectLevel < level ? level : then.detectLevel;
    const around = { ...now.around, mode: event.mode, now: event.at, event };
    const raw = engine.rawOf(event);
    const from = engine.traceOf(raw, then, around).wouldBe;
    const to = engine.traceOf(raw, { ...then, level, threshold, detectLevel }, around).wouldBe;
    if ((from === "block") !== (to === "block")) changed.push({ event, from, to });
    if (performance.now() < sliceEnd) continue;
    await new Promise((resolve) => setTimeout(resolve));
    if (isGone()) return undefined;
    sliceEnd = performance.now() + SLICE;
  }
  return changed;
}
