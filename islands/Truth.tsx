/**
 * Ground truth against verdicts, for what was thrown from a library.
 * @module
 */
import { counted } from "./draft.ts";
import { TwoByTwo } from "./TwoByTwo.tsx";

/** The confusion matrix, once there is something in it. */
export function Truth() {
  const { matrix } = counted.value;
  const isEmpty = Object.values(matrix).every((count) => count === 0);
  return (
    <section class="block" aria-label="Ground truth">
      <h3>Right or wrong</h3>
      {isEmpty ? <p class="empty">Throw something from the library: its truth is known.</p> : <TwoByTwo {...matrix} />}
    </section>
  );
}
