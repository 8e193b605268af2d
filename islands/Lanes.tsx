/**
 * The ways to throw: one request, a matrix, a volley, a scenario. One is in sight at a time.
 * @module
 */
import { useSignal } from "@preact/signals";

const LANES = [["one", "One"], ["matrix", "Matrix"], ["volley", "Volley"], ["scenario", "Scenario"]] as const;

/** Four buttons; the style sheet shows the lane. */
export function Lanes() {
  const lane = useSignal<string>("one");
  const show = (next: string) => {
    lane.value = next;
    document.documentElement.dataset["lane"] = next;
  };
  return (
    <div class="switch lanes" role="group" aria-label="Way to throw">
      {LANES.map(([name, title]) => (
        <button
          key={name}
          type="button"
          aria-pressed={lane.value === name}
          onClick={() => show(name)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
