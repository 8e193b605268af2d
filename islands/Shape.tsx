/**
 * The shape of a verdict: a word and a colour go with it, but the shape alone tells them apart in grey.
 * @module
 */
import type { Action } from "../guard/types.ts";

const PATHS: Readonly<Record<Action, string>> = {
  allow: "M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z",
  flag: "M6 1L11 6L6 11L1 6z",
  block: "M6 .5L11.5 6L6 11.5L.5 6z",
  limit: "M6 1L11.5 11H.5z",
};

/** Circle, open diamond, full diamond, triangle. */
export function Shape({ action }: { readonly action: Action }) {
  return (
    <svg class={`shape is-${action}`} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
      <path d={PATHS[action]} />
    </svg>
  );
}
