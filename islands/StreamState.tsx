/**
 * Whether what one sees is now: live, connecting, lost; and whether the house itself is well.
 * @module
 */
import { health, link } from "./feed.ts";

/** One short line. */
export function StreamState() {
  const now = link.value;
  const { state, reason } = health.value;
  return (
    <p class={`stream is-${now.state}`} role="status">
      <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
        <circle cx="5" cy="5" r="4" />
      </svg>
      {now.state === "live" && "live"}
      {now.state === "connecting" && "connecting"}
      {now.state === "lost" && `stream lost, retrying in ${now.seconds} s`}
      {state === "degraded" && <span class="note">degraded: {reason ?? "the store answers slowly"}</span>}
    </p>
  );
}
