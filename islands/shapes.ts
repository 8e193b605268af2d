/**
 * Attack shapes: how lists of payloads go into the marked places of a request. Pure.
 * @module
 */
import type { Draft } from "./request.ts";

/** The sign around what is to be replaced. */
export const MARK = "§";

/** Every shape: one list for the first two, a list a place for the others. */
export const SHAPES = ["sniper", "battering ram", "pitchfork", "cluster bomb"] as const;
export type Shape = typeof SHAPES[number];

/** What a shape does, one sentence. */
export const SHAPE_WORD: Readonly<Record<Shape, string>> = {
  "sniper": "Every payload in one place after the other; the other places keep what stands there.",
  "battering ram": "The same payload in all places at once.",
  "pitchfork": "The first payload of every list together, then the second, to the end of the shortest list.",
  "cluster bomb": "Every payload of every list with every one of the others.",
};

/** Requests of one volley: more than these no one watches. */
export const MAX_VOLLEY = 1_000;

/** What stands in the marked places at first; undefined when a mark is left alone. */
export function placesOf(draft: Draft): readonly string[] | undefined {
  const parts = textsOf(draft).map((text) => text.split(MARK));
  if (parts.some(({ length }) => length % 2 === 0)) return undefined;
  return parts.flatMap((pieces) => pieces.filter((_, i) => i % 2 === 1));
}

/** How many requests a shape makes. */
export function countOf(shape: Shape, places: number, lists: readonly (readonly string[])[]): number {
  const lengths = lists.map(({ length }) => length);
  if (places === 0) return 0;
  switch (shape) {
    case "sniper":
      return places * (lengths[0] ?? 0);
    case "battering ram":
      return lengths[0] ?? 0;
    case "pitchfork":
      return Math.min(...fit(lengths, places));
    case "cluster bomb":
      return fit(lengths, places).reduce((product, length) => product * length, 1);
  }
}

/** The requests of a shape, at most `MAX_VOLLEY`. */
export function volley(shape: Shape, draft: Draft, lists: readonly (readonly string[])[]): readonly Draft[] {
  const places = placesOf(draft) ?? [];
  const count = Math.min(countOf(shape, places.length, lists), MAX_VOLLEY);
  return Array.from({ length: count }, (_, i) => fill(draft, valuesAt(shape, i, places, lists)));
}

/** Values of the i-th request. */
function valuesAt(
  shape: Shape,
  i: number,
  places: readonly string[],
  lists: readonly (readonly string[])[],
): readonly string[] {
  const first = lists[0] ?? [];
  const own = (place: number) => lists[Math.min(place, lists.length - 1)] ?? [];
  switch (shape) {
    case "sniper": {
      const at = Math.floor(i / first.length);
      return places.map((original, place) => place === at ? first[i % first.length] ?? "" : original);
    }
    case "battering ram":
      return places.map(() => first[i] ?? "");
    case "pitchfork":
      return places.map((_, place) => own(place)[i] ?? "");
    case "cluster bomb": {
      let rest = i;
      return places.map((_, place) => {
        const list = own(place);
        const value = list[rest % list.length] ?? "";
        rest = Math.floor(rest / list.length);
        return value;
      });
    }
  }
}

/** Lengths of the lists, one a place; the last list serves all further places. */
function fit(lengths: readonly number[], places: number): readonly number[] {
  return Array.from({ length: places }, (_, place) => lengths[Math.min(place, lengths.length - 1)] ?? 0);
}

/** Puts values into the marked places: percent-encoded in the target, escaped in a JSON body. */
function fill(draft: Draft, values: readonly string[]): Draft {
  let at = 0;
  const put = (text: string, write: (value: string) => string) =>
    text.split(MARK).map((part, i) => i % 2 === 0 ? part : write(values[at++] ?? "")).join("");
  const isJson = draft.headers.some(([name, value]) => name.toLowerCase() === "content-type" && value.includes("json"));
  const target = put(draft.target, (value) => encodeURIComponent(value.toWellFormed()));
  const headers = draft.headers.map(([name, value]) => [name, put(value, (value) => value)] as const);
  return {
    method: draft.method,
    target,
    headers,
    body: put(draft.body, (value) => isJson ? JSON.stringify(value).slice(1, -1) : value),
  };
}

/** The texts in which marks stand; a mark in one never pairs with one in another. */
function textsOf({ target, headers, body }: Draft): readonly string[] {
  return [target, ...headers.map(([, value]) => value), body];
}
