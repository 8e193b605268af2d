/**
 * The two lanes of a request: through the browser, which may change it, or byte for byte.
 * @module
 */
import { lane, wire } from "./draft.ts";
import { Text } from "./Text.tsx";

/** By which way the request leaves, and what the page's own way would change. */
export function LaneSelect() {
  const changes = lane.value === "page"
    ? [...wire.value?.changes ?? [], ...(wire.value?.refused ? [wire.value.refused] : [])]
    : [];
  return (
    <>
      <label class="labelled">
        <span>lane</span>
        <select
          class="field"
          value={lane.value}
          onChange={({ currentTarget }) => lane.value = currentTarget.selectedIndex === 1 ? "raw" : "page"}
        >
          <option value="page">page: what a browser sends</option>
          <option value="raw">raw: byte for byte</option>
        </select>
      </label>
      {changes.length > 0 && (
        <ul class="note">
          {changes.map((change) => (
            <li key={change}>
              <Text text={change} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
