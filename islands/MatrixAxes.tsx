/**
 * Which encoders and places the matrix has, and what the heads of its columns mean.
 * @module
 */
import { ALL, type Axes } from "./matrix.ts";

export interface MatrixAxesProps {
  readonly axes: Axes;
  readonly onAxes: (axes: Axes) => void;
}

/** Folded away; one of each kind always stays. */
export function MatrixAxes({ axes, onAxes }: MatrixAxesProps) {
  return (
    <details class="signs">
      <summary>
        {axes.encoders.length} encoders in {axes.positions.length} places
      </summary>
      <Boxes
        title="encoders"
        all={ALL.encoders}
        some={axes.encoders}
        onSome={(encoders) => onAxes({ ...axes, encoders })}
      />
      <Boxes
        title="places"
        all={ALL.positions}
        some={axes.positions}
        onSome={(positions) => onAxes({ ...axes, positions })}
      />
    </details>
  );
}

interface BoxesProps<T> {
  readonly title: string;
  readonly all: readonly T[];
  readonly some: readonly T[];
  readonly onSome: (some: readonly T[]) => void;
}

function Boxes<T extends { readonly id: string; readonly title: string; readonly sign?: string }>(
  { title, all, some, onSome }: BoxesProps<T>,
) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {all.map((each) => {
        const isIn = some.includes(each);
        return (
          <label key={each.id} class="radio">
            <input
              type="checkbox"
              checked={isIn}
              disabled={isIn && some.length === 1}
              onChange={() => onSome(all.filter((other) => (other === each) !== some.includes(other)))}
            />
            {each.sign && <span class="mono sign">{each.sign}</span>}
            {each.title}
          </label>
        );
      })}
    </fieldset>
  );
}
