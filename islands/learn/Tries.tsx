/**
 * Every try of this visit, with what rules and model made of it: how one walks around a guard.
 * @module
 */
import { Shape } from "../Shape.tsx";
import { Text } from "../Text.tsx";
import { own } from "./store.ts";

/** Tries that are shown, the newest first. */
const MAX_SHOWN = 12;

/** A table; the best is the one that does harm and is let through. */
export function Tries() {
  const tries = own.value.slice(-MAX_SHOWN).toReversed();
  if (tries.length === 0) return <p class="empty">No try yet.</p>;
  return (
    <section class="lab" aria-label="Your tries">
      <div class="table-box" tabIndex={0} role="region" aria-label="Tries">
        <table class="tries">
          <thead>
            <tr>
              <th scope="col">verdict</th>
              <th scope="col">score</th>
              <th scope="col">model</th>
              <th scope="col">harm</th>
              <th scope="col">request</th>
            </tr>
          </thead>
          <tbody>
            {tries.map(({ exchange: { number, action, effect, draft }, score, probability }) => (
              <tr key={number}>
                <td>
                  <Shape action={action} /> {action === "allow" ? "passed" : action === "limit" ? "limited" : "refused"}
                </td>
                <td class="num">{score ?? "–"}</td>
                <td class="num">{probability?.toFixed(3) ?? "–"}</td>
                <td>{effect?.harmful ? "yes" : "no"}</td>
                <td class="bytes">
                  <Text text={draft.target} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
