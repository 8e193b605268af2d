/**
 * The guestbook as a visitor would see it: a frame that may run scripts but is no part of this origin.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Exchange } from "./draft.ts";
import { parseConfession } from "./guestbook.ts";
import { splitTarget } from "./request.ts";
import { Text } from "./Text.tsx";

/** Paths whose entries the guestbook shows, with the page that shows them. */
const PAGES: Readonly<Record<string, string>> = {
  "/api/data": "/api/data/page",
  "/api/safe/data": "/api/safe/data/page",
};

/** What the frame tells is bounded: a script in it may tell for ever. */
const MAX_TOLD = 8;

/** The frame, when the last request went to the guestbook and reached it. */
export function Guestbook({ last }: { readonly last: Exchange }) {
  const page = PAGES[splitTarget(last.wire.target).path];
  const frame = useRef<HTMLIFrameElement>(null);
  const told = useSignal<readonly string[]>([]);
  useEffect(() => {
    const listen = ({ source, data }: MessageEvent) => {
      if (source === null || source !== frame.current?.contentWindow) return;
      const line = parseConfession(data);
      if (line && told.peek().length < MAX_TOLD) told.value = [...told.peek(), line];
    };
    addEventListener("message", listen);
    return () => removeEventListener("message", listen);
  }, []);
  if (!page || last.action === "block" || last.action === "limit" || last.status >= 400) return null;
  return (
    <div class="guestbook">
      <p class="quiet">The guestbook as its readers see it, in a frame that is no part of this page:</p>
      <iframe ref={frame} src={page} sandbox="allow-scripts" title="Guestbook, sandboxed" />
      <ul aria-live="polite">
        {told.value.map((line, i) => (
          <li key={i}>
            <Text text={line} />
          </li>
        ))}
      </ul>
    </div>
  );
}
