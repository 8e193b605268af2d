/**
 * Whether two requests without a body are the same to the engine, letter for letter; and a number by which to find the
 * one that may be.
 * @module
 */
import type { RawRequest } from "../detectors/types.ts";

/** Letters at the end of a target's parts that the sketch looks at. */
const SKETCHED = 32;

const PRIME = 0x01000193;

/**
 * A number that requests which differ seldom share. Requests that were made to share it gain nothing: what is found by
 * it is compared as a whole.
 */
export function sketchOf({ method, path, query, headers }: RawRequest): number {
  let sketch = ends(ends(ends(0x811c9dc5, method), path), query);
  for (let i = 0; i < headers.length; i++) {
    const value = headers[i]![1];
    const { length } = value;
    sketch = Math.imul(sketch ^ length, PRIME);
    if (length > 0) {
      sketch = Math.imul(sketch ^ (value.charCodeAt(length - 1) << 8) ^ value.charCodeAt(length >> 1), PRIME);
    }
  }
  return sketch >>> 1;
}

function ends(sketch: number, text: string): number {
  let hash = Math.imul(sketch ^ text.length, PRIME);
  for (let i = Math.max(0, text.length - SKETCHED); i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  }
  return hash;
}

/** Everything the engine sees is equal. */
export function isAlike(one: RawRequest, other: RawRequest): boolean {
  const { headers } = one;
  if (one.path !== other.path || one.query !== other.query || one.method !== other.method) return false;
  if (headers.length !== other.headers.length) return false;
  for (let i = 0; i < headers.length; i++) {
    const [name, value] = headers[i]!;
    const [otherName, otherValue] = other.headers[i]!;
    if (value !== otherValue || name !== otherName) return false;
  }
  return true;
}
