/**
 * The confusion matrix at a threshold, and the same by rules and model.
 * @module
 */
import type { Confusion, Score } from "./dataset.ts";
import type { Rate } from "./rate.ts";
import { share, whole } from "./words.ts";

/** What is blocked and what passes, by truth. */
export function Confused({ confusion, tpr, fpr }: { confusion: Confusion; tpr: Rate; fpr: Rate }) {
  return (
    <table class="matrix-table" data-matrix="">
      <caption>Confusion matrix</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">blocked</th>
          <th scope="col">passed</th>
          <th scope="col">blocked, 95 %</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">attacks</th>
          <td class="num is-right">{whole(confusion.caught)}</td>
          <td class="num is-wrong">{whole(confusion.missed)}</td>
          <td class="num">{interval(tpr)}</td>
        </tr>
        <tr>
          <th scope="row">innocent</th>
          <td class="num is-wrong">{whole(confusion.falseAlarms)}</td>
          <td class="num is-right">{whole(confusion.passed)}</td>
          <td class="num">{interval(fpr)}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** Rules against model: four fields, attacks and innocent requests in each. */
export function Quadrants({ confusion: { attack, benign }, score }: { confusion: Confusion; score: Score }) {
  const cell = (name: keyof typeof attack) => (
    <td>
      <span class="num">{whole(attack[name])}</span> attacks
      <br />
      <span class="num">{whole(benign[name])}</span> innocent
    </td>
  );
  const who = score === "alone" ? "model" : "both";
  return (
    <table class="matrix-table is-quadrants" data-quadrants="">
      <caption>Rules against {who === "model" ? "the model alone" : "the odds of both"}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">at the threshold or above</th>
          <th scope="col">below it</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">rules block</th>
          {cell("both")}
          {cell("rulesOnly")}
        </tr>
        <tr>
          <th scope="row">rules pass</th>
          {cell("modelOnly")}
          {cell("neither")}
        </tr>
      </tbody>
    </table>
  );
}

function interval({ low, high }: Rate): string {
  return low === undefined || high === undefined ? "–" : `${low.toFixed(2)}–${share(high)}`;
}
