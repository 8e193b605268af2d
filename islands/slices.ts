/**
 * Shares of the threat types, and their arcs on a ring. Pure.
 * @module
 */
import type { Totals } from "../guard/types.ts";
import { CATEGORY_TITLE } from "./words.ts";
import { CATEGORIES } from "../detectors/types.ts";

/** One slice. */
export interface Slice {
  readonly title: string;
  readonly count: number;
  /** 0 to 1. */
  readonly share: number;
  /** Path of the slice on a ring of radius 40–60 around 64,64. */
  readonly path: string;
}

/** Slices with a colour of their own; the rest is one more. */
export const MAX_SLICES = 6;

/** Slices, the greatest first. */
export function slicesOf(byCategory: Totals["byCategory"]): readonly Slice[] {
  const counts = CATEGORIES.map((category) => [CATEGORY_TITLE[category], byCategory[category] ?? 0] as const)
    .filter(([, count]) => count > 0).sort(([, a], [, b]) => b - a);
  const rest = counts.slice(MAX_SLICES).reduce((sum, [, count]) => sum + count, 0);
  const shown = [...counts.slice(0, MAX_SLICES), ...(rest > 0 ? [["Others", rest] as const] : [])];
  const total = shown.reduce((sum, [, count]) => sum + count, 0);
  let from = 0;
  return shown.map(([title, count]) => {
    const share = count / total;
    const slice = { title, count, share, path: arc(from, from + share) };
    from += share;
    return slice;
  });
}

/** A ring segment between two shares of the circle, clockwise from the top. */
function arc(from: number, to: number): string {
  // A full circle has no start and end that differ; a hair less is drawn the same.
  const end = Math.min(to, from + 0.9999);
  const at = (share: number, radius: number) => {
    const angle = (share - 0.25) * 2 * Math.PI;
    return `${(64 + radius * Math.cos(angle)).toFixed(2)} ${(64 + radius * Math.sin(angle)).toFixed(2)}`;
  };
  const large = end - from > 0.5 ? 1 : 0;
  return `M${at(from, 60)}A60 60 0 ${large} 1 ${at(end, 60)}L${at(end, 40)}A40 40 0 ${large} 0 ${at(from, 40)}Z`;
}
