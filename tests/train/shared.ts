/**
 * What the project is tested with: no training may see it. Payloads are compared as the model reads them, so that case,
 * escapes, numbers and white space make no difference.
 * @module
 */
import { parseEvasions } from "../../attacks/evasion.ts";
import { loadAttacks, loadEvasions } from "../../attacks/load.ts";
import { normalise } from "../../detectors/anomaly/normalise.ts";
import { scoredValues } from "../../detectors/anomaly/model.ts";
import type { Sample } from "../../detectors/anomaly/train.ts";
import { inspect } from "../../detectors/request/mod.ts";
import type { RawRequest } from "../../detectors/types.ts";
import { requestOf } from "../corpus/carrier.ts";
import { readSamples } from "../corpus/run.ts";

/** Shorter values are words and numbers that any two requests share. */
const SHORTEST = 8;

/** A value as the model reads it. */
export function keyOf(value: string): string {
  const { codes, length } = normalise(value);
  return String.fromCharCode(...codes.subarray(1, Math.min(length - 1, 2_000))).trim();
}

/** Keys of all values of all test requests, clients' names aside: the rows of `tests/corpus`, the evasion checklist, the library. */
export async function testKeys(): Promise<Set<string>> {
  const keys = new Set<string>();
  const add = (request: RawRequest): void => {
    const inspected = inspect(request);
    const fields = inspected.fields.filter(({ source, name }) => source !== "header" || name !== "user-agent");
    for (const value of scoredValues({ ...inspected, fields })) {
      const key = keyOf(value);
      if (key.length >= SHORTEST) keys.add(key);
    }
  };
  for (const { carrier, rows, argument } of await readSamples(new URL("../corpus/", import.meta.url))) {
    for (const row of rows) add(requestOf(carrier, row, argument));
  }
  for (const { method, target, headers, body } of parseEvasions(await loadEvasions())) {
    add(toRaw(method, target, headers, body));
  }
  for (const { requests } of await loadAttacks()) {
    for (const { method, target, headers, body } of requests) add(toRaw(method, target, headers, body));
  }
  return keys;
}

function toRaw(
  method: string,
  target: string,
  headers: readonly (readonly [string, string])[],
  body: string | Uint8Array | undefined,
): RawRequest {
  const at = target.indexOf("?");
  const [path, query] = at < 0 ? [target, ""] : [target.slice(0, at), target.slice(at + 1)];
  return { method, path, query, headers, ...(body === undefined ? {} : { body }) };
}

/**
 * Whether a sample shares its payload with the tests: an attack by any value, an innocent request when everything in it
 * that is long enough is known, since names of parameters and of XML vocabularies are in all traffic.
 */
export function isShared({ attack, values }: Pick<Sample, "attack" | "values">, keys: ReadonlySet<string>): boolean {
  const long = values.map(keyOf).filter(({ length }) => length >= SHORTEST);
  return attack ? long.some((key) => keys.has(key)) : long.length > 0 && long.every((key) => keys.has(key));
}
