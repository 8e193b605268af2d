/**
 * The inspector's view beside the application's: asked of the server, for it has the readers.
 * @module
 */
import type { RawRequest } from "../detectors/types.ts";
import type { Reading } from "../routes/glass/readings/types.ts";
import { joinTarget } from "./request.ts";

/** Asks; undefined when no answer can be had. Never throws. */
export async function fetchReadings({ method, path, query, headers, body = "" }: RawRequest): Promise<
  readonly Reading[] | undefined
> {
  const text = typeof body === "string" ? body : Array.from(body, (byte) => String.fromCharCode(byte)).join("");
  const latin1 = typeof body !== "string";
  try {
    const response = await fetch("/glass/readings", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ method, target: joinTarget(path, query), headers, body: text, latin1 }),
    });
    if (!response.ok) return undefined;
    const answer: { readonly readings: readonly Reading[] } = await response.json();
    return answer.readings;
  } catch {
    return undefined;
  }
}

/** Says whether somebody reads another text than the handler gets. A path is handed on in decoded segments, so there
 * only the application's readers are compared. */
export function differs({ place, handed, app }: Reading): boolean {
  const texts = app.map(({ text }) => text);
  const first = place === "path" ? texts[0] : handed;
  return texts.some((text) => text !== first);
}

/** Parts a text into what it has in common with another and what it has not: `[before, other, after]`. */
export function differenceOf(text: string, reference: string): readonly [string, string, string] {
  if (text === reference) return [text, "", ""];
  const shorter = Math.min(text.length, reference.length);
  let start = 0;
  while (start < shorter && text[start] === reference[start]) start++;
  let end = 0;
  while (end < shorter - start && text.at(-1 - end) === reference.at(-1 - end)) end++;
  return [text.slice(0, start), text.slice(start, text.length - end), text.slice(text.length - end)];
}
