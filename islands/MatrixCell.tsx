/**
 * One cell of the matrix: a verdict as a shape, and a request behind it.
 * @module
 */
import type { Action } from "../guard/types.ts";
import type { Cell } from "./matrix.ts";
import { Shape } from "./Shape.tsx";
import { ACTION_WORD } from "./words.ts";

/** How a cell was judged; without a score, by the server. */
export interface Outcome {
  readonly action: Action;
  readonly score: number | undefined;
}

export interface MatrixCellProps {
  readonly cell: Cell;
  readonly outcome: Outcome | undefined;
  /** Reached by the Tab key; the others by arrows. */
  readonly isActive: boolean;
  readonly isShown: boolean;
  readonly onShow: () => void;
}

/** A button that puts the request on the glass. */
export function MatrixCell({ cell, outcome, isActive, isShown, onShow }: MatrixCellProps) {
  const { encoder, position } = cell;
  const verdict = outcome
    ? `${ACTION_WORD[outcome.action]}${outcome.score === undefined ? " by the server" : `, ${outcome.score} points`}`
    : "not judged yet";
  const label = `${position.title}, ${encoder.title}: ${verdict}`;
  return (
    <td class={outcome ? `is-${outcome.action}` : ""}>
      <button
        type="button"
        data-cell
        tabIndex={isActive ? 0 : -1}
        aria-label={label}
        aria-pressed={isShown}
        title={label}
        onClick={onShow}
      >
        {outcome && <Shape action={outcome.action} />}
      </button>
    </td>
  );
}
