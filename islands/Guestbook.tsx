/**
 * The guestbook as a visitor would see it: a frame that may run scripts but is no part of this origin.
 * @module
 */
import type { Exchange } from "./draft.ts";
import { splitTarget } from "./request.ts";

/** Path of the API whose entries the guestbook shows. */
const ENTRIES = "/api/data";

/** Path of the page inside the frame. */
export const GUESTBOOK = "/guestbook";

/** The frame, when the last request went to the guestbook and reached it. */
export function Guestbook({ last }: { readonly last: Exchange }) {
  const { path } = splitTarget(last.wire.target);
  if (path !== ENTRIES || last.action === "block" || last.action === "limit") return null;
  return (
    <div class="guestbook">
      <p class="quiet">The guestbook as its readers see it, in a frame without this origin:</p>
      <iframe
        key={last.requestId}
        src={`${GUESTBOOK}?r=${encodeURIComponent(last.requestId ?? "")}`}
        sandbox="allow-scripts"
        title="Guestbook, sandboxed"
        loading="lazy"
      />
    </div>
  );
}
