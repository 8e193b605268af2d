/**
 * Two decoders on the same query, as this browser and a careful library read it. Pure.
 * @module
 */

/** One parameter, as each of the two reads it. */
export interface Readings {
  readonly name: string;
  readonly raw: string;
  /** By the URL Standard: what is no UTF-8 becomes a replacement character, and the rest is read on. */
  readonly replacing: string;
  /** By `decodeURIComponent`: where something is no UTF-8, all of it stays as it is. */
  readonly refusing: string;
}

/** Parameters that are read; the lesson has one. */
const MAX_PARAMETERS = 8;

/** Readings of every parameter of a target's query. */
export function readingsOf(target: string): readonly Readings[] {
  const mark = target.indexOf("?");
  if (mark < 0) return [];
  return target.slice(mark + 1).split("&").slice(0, MAX_PARAMETERS).map((pair) => {
    const equals = pair.indexOf("=");
    const raw = equals < 0 ? "" : pair.slice(equals + 1);
    const [[name = "", replacing = ""] = []] = new URLSearchParams(pair);
    return { name, raw, replacing, refusing: refusing(raw.replaceAll("+", " ")) };
  });
}

function refusing(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
