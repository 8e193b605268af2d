/**
 * Ground truth against verdicts in four plain words.
 * @module
 */
import { Shape } from "./Shape.tsx";

/** Requests of each kind. */
export interface TwoByTwoProps {
  readonly caught: number;
  readonly missed: number;
  readonly falseAlarm: number;
  readonly rightlyAllowed: number;
}

/** The confusion matrix as a table of two by two; what is wrong is marked. */
export function TwoByTwo({ caught, missed, falseAlarm, rightlyAllowed }: TwoByTwoProps) {
  return (
    <table class="matrix">
      <thead>
        <tr>
          <td />
          <th scope="col">alarm</th>
          <th scope="col">no alarm</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">attack</th>
          <td>
            <Shape action="block" /> <b class="num" data-truth="caught">{caught}</b> caught
          </td>
          <td class={missed > 0 ? "is-wrong" : ""}>
            <b class="num" data-truth="missed">{missed}</b> missed
          </td>
        </tr>
        <tr>
          <th scope="row">innocent</th>
          <td class={falseAlarm > 0 ? "is-wrong" : ""}>
            <b class="num" data-truth="falseAlarm">{falseAlarm}</b> false alarm
          </td>
          <td>
            <Shape action="allow" /> <b class="num" data-truth="rightlyAllowed">{rightlyAllowed}</b> rightly allowed
          </td>
        </tr>
      </tbody>
    </table>
  );
}
