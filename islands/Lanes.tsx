/**
 * The ways to throw: one request, a matrix, a volley, a scenario. One is in sight at a time.
 * @module
 */
import { way } from "./draft.ts";

const WAYS = [["one", "One"], ["matrix", "Matrix"], ["volley", "Volley"], ["scenario", "Scenario"]] as const;

/** Four buttons; the style sheet shows what belongs to the way. */
export function Lanes() {
  const show = (next: typeof way.value) => {
    way.value = next;
    document.documentElement.dataset["lane"] = next;
  };
  return (
    <div class="switch lanes" role="group" aria-label="Way to throw">
      {WAYS.map(([name, title]) => (
        <button
          key={name}
          type="button"
          aria-pressed={way.value === name}
          onClick={() => show(name)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
