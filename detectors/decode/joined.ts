/**
 * Several values read as one: what stands between them is left out.
 * @module
 */
import type { Field, View } from "../types.ts";
import { Rewriter } from "./view.ts";

/** The view in which the gaps of a joined field are replaced by its glue. */
export function joinValues(view: View, joined: NonNullable<Field["joined"]>): View {
  const out = new Rewriter(view.text);
  for (const [start, end] of joined.gaps) out.replace(start, end, joined.glue);
  return out.finish(view, "joined") ?? view;
}
