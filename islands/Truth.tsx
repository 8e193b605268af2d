/**
 * Ground truth against verdicts, for what was thrown from a library: four plain words.
 * @module
 */
import { counted } from "./draft.ts";
import { Shape } from "./Shape.tsx";

/** The confusion matrix as a table of two by two. */
export function Truth() {
  const { caught, missed, falseAlarm, rightlyAllowed } = counted.value.matrix;
  const [attacks, innocent] = [caught + missed, falseAlarm + rightlyAllowed];
  return (
    <section class="block" aria-label="Ground truth">
      <h3>Right or wrong</h3>
      {attacks + innocent === 0
        ? <p class="empty">Throw something from the library: its truth is known.</p>
        : (
          <table class="matrix">
            <thead>
              <tr>
                <td />
                <th scope="col">refused</th>
                <th scope="col">let pass</th>
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
                  <Shape action="allow" /> <b class="num" data-truth="rightlyAllowed">{rightlyAllowed}</b>{" "}
                  rightly allowed
                </td>
              </tr>
            </tbody>
          </table>
        )}
    </section>
  );
}
