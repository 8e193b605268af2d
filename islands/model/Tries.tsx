/**
 * The tries of a search, the newest first.
 * @module
 */
import { Text } from "../Text.tsx";
import type { Try } from "./search.ts";
import { odds } from "./words.ts";

/** Characters of a try that are shown in the table. */
const SHOWN = 160;

/** A table that scrolls in its own box. */
export function Tries({ tries }: { readonly tries: readonly Try[] }) {
  return (
    <div class="figures tries" role="region" aria-label="Tries of the search" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">try</th>
            <th scope="col">operator</th>
            <th scope="col">points</th>
            <th scope="col">probability</th>
            <th scope="col">kept</th>
            <th scope="col">bytes</th>
          </tr>
        </thead>
        <tbody>
          {tries.toReversed().map(({ number, mutation, known, points, probability, kept, text }) => (
            <tr key={number} class={kept ? "is-kept" : undefined}>
              <th scope="row" class="num">{number}</th>
              <td class="words">
                {mutation} <span class="tag">{known ? "known" : "new"}</span>
              </td>
              <td class="num">{points}</td>
              <td class="num">{odds(probability)}</td>
              <td class="words">{kept ? "kept" : "–"}</td>
              <td class="bytes">
                <Text text={text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
