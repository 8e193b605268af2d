/**
 * What the guestbook's frame tells of itself. The frame runs the scripts of strangers: nothing it says is trusted,
 * it is only shown. Pure.
 * @module
 */

/** Characters of a detail that are shown. */
const MAX_DETAIL = 200;

const WORDS: Readonly<Record<string, string>> = {
  "ran": "A script of an entry ran",
  "cookie-read": "It read the cookie",
  "sent": "It sent the cookie away",
};

/** A line for a message of the frame; undefined for messages that say nothing. */
export function parseConfession(data: unknown): string | undefined {
  if (typeof data !== "object" || data === null || !("glasshouse" in data) || data.glasshouse !== "guestbook") {
    return undefined;
  }
  const what = "what" in data && typeof data.what === "string" && Object.hasOwn(WORDS, data.what) ? data.what : "";
  const word = WORDS[what];
  if (!word) return undefined;
  const detail = "detail" in data && typeof data.detail === "string" ? data.detail.slice(0, MAX_DETAIL) : "";
  return detail === "" ? `${word}.` : `${word}: ${detail}`;
}
