/**
 * Judges many requests in the page without holding it up.
 * @module
 */
import { browser, rules } from "./draft.ts";
import { judge } from "./judging.ts";
import type { Cell } from "./matrix.ts";
import type { Outcome } from "./MatrixCell.tsx";
import { wireOf } from "./request.ts";

/** How long the page judges before it lets the browser draw, milliseconds. */
const SLICE = 8;

/** Judges cell by cell, letting the browser draw in between; the returned function gives up. */
export function judgeAll(cells: readonly Cell[], show: (outcomes: ReadonlyMap<Cell, Outcome>) => void): () => void {
  let gone = false;
  (async () => {
    const [engine, settings, facts] = [judge.peek(), rules.peek(), browser.peek()];
    if (!engine || !settings || !facts) return;
    const outcomes = new Map<Cell, Outcome>();
    let sliceEnd = performance.now() + SLICE;
    for (const cell of cells) {
      const { wouldBe, examination } = engine.traceOf(wireOf(cell.draft, facts).raw, settings.score, settings.around);
      outcomes.set(cell, { action: wouldBe, score: examination.score.score });
      if (performance.now() < sliceEnd) continue;
      await new Promise((resolve) => setTimeout(resolve));
      if (gone) return;
      sliceEnd = performance.now() + SLICE;
    }
    show(outcomes);
  })();
  return () => gone = true;
}
