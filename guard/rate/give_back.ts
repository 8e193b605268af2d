/**
 * Takes a hit back that another policy refused: what is refused costs nothing.
 * @module
 */
import type { Change, LimitPolicy } from "../types.ts";

/** Undoes a hit of `cost` units at `now`. */
export function giveBack(policy: LimitPolicy, now: number, cost: number): Change<void> {
  return (state = []) => ({ state: undone(state, policy, now, cost), result: undefined });
}

function undone(state: readonly number[], policy: LimitPolicy, now: number, cost: number): readonly number[] {
  const { algorithm, limit, windowMs } = policy;
  switch (algorithm) {
    case "sliding-log": {
      // Units of one moment are alike: it does not matter which of them go.
      let left = cost;
      return state.toReversed().filter((time) => left <= 0 || time !== now || left-- <= 0).toReversed();
    }
    case "gcra": {
      const [arrival = now] = state;
      return [arrival - cost * (windowMs / limit)];
    }
    case "fixed-window": {
      const [start = 0, spent = 0] = state;
      return now - start < windowMs ? [start, Math.max(0, spent - cost)] : state;
    }
  }
}
