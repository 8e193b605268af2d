/**
 * Which verdicts a lesson changed.
 * @module
 */
import { Text } from "../Text.tsx";
import type { Change, Verdict } from "./lesson.ts";
import { odds } from "./words.ts";

export interface ChangesProps {
  /** The samples first, then the library. */
  readonly changes: readonly Change[];
  readonly samples: number;
}

/** A summary, and a table of what moved. */
export function Changes({ changes, samples }: ChangesProps) {
  const own = changes.slice(0, samples);
  const library = changes.slice(samples);
  const turned = library.filter(({ before, after }) => before.blocked !== after.blocked);
  const learned = own.filter(({ attack, after }) => attack === after.blocked).length;
  return (
    <>
      <p class="say" role="status">
        {learned} of {own.length} {own.length === 1 ? "sample is" : "samples are"} judged as you say now.{" "}
        {turned.length === 0
          ? `No verdict on the ${library.length} requests of the library changed.`
          : `${turned.length} of the ${library.length} verdicts on the library changed.`}
      </p>
      {own.some(({ attack, after }) => !attack && after.ruled) && (
        <p class="note">
          Where the rules alone block, no lesson of the model lets a text pass: rules are changed in their code.
        </p>
      )}
      <Table label="Verdicts on your samples" rows={own} />
      {turned.length > 0 && <Table label="Verdicts on the library that changed" rows={turned} />}
      <details class="as-table">
        <summary>all {library.length} requests of the library</summary>
        <Table label="Verdicts on the whole library" rows={library} />
      </details>
    </>
  );
}

function Table({ label, rows }: { readonly label: string; readonly rows: readonly Change[] }) {
  return (
    <div class="figures changes" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{label}</th>
            <th scope="col">truth</th>
            <th scope="col">before</th>
            <th scope="col">after</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, title, attack, before, after }) => (
            <tr key={id}>
              <th scope="row">
                <Text text={title.length > 80 ? `${title.slice(0, 80)}…` : title} />
              </th>
              <td class="words">{attack ? "attack" : "innocent"}</td>
              <Cell verdict={before} attack={attack} />
              <Cell verdict={after} attack={attack} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ verdict: { blocked, score, probability }, attack }: { verdict: Verdict; attack: boolean }) {
  return (
    <td class={blocked === attack ? undefined : "is-wrong"}>
      {blocked ? "blocked" : score > 0 ? "flagged" : "allowed"} <span class="num">{odds(probability)}</span>
      {blocked !== attack && <span class="tag">wrong</span>}
    </td>
  );
}
