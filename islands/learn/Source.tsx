/**
 * The weak and the correct function side by side, as they stand in the server's own source.
 * @module
 */
import type { LoadedLesson } from "../../attacks/load.ts";
import { diffLines, type DiffRow } from "./diff.ts";

/** The comparison; nothing where the lesson shows no source. */
export function Source({ lesson: { source, weakSource, correctSource } }: { readonly lesson: LoadedLesson }) {
  if (!source || weakSource === undefined || correctSource === undefined) return null;
  const rows = diffLines(weakSource, correctSource);
  return (
    <details class="source" open>
      <summary>
        Source of both <code class="bytes">{source.file}</code>
      </summary>
      <div class="table-box" tabIndex={0} role="region" aria-label="Weak and correct source, side by side">
        <table class="diff">
          <thead>
            <tr>
              <th scope="col">weak</th>
              <th scope="col">correct</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>
                <Cell row={row} side="left" />
                <Cell row={row} side="right" />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** A line with the sign of its side, so that colour is not the only one that says it. */
function Cell({ row, side }: { readonly row: DiffRow; readonly side: "left" | "right" }) {
  const text = row[side];
  const kind = row.same ? "same" : text === undefined ? "none" : side;
  return (
    <td class={`is-${kind}`}>
      <span class="sign" aria-hidden="true">{kind === "left" ? "−" : kind === "right" ? "+" : " "}</span>
      {text}
    </td>
  );
}
