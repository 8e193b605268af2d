/**
 * From the platform's Request to the engine's: the target as it was sent, the headers without the launcher's own.
 * @module
 */
import type { RawRequest } from "../detectors/types.ts";
import { DEMO_ADDRESS_HEADER } from "./client.ts";
import { headersOf } from "./header_list.ts";
import type { GroundTruth } from "./types.ts";

/** The launcher's bookkeeping. No detector sees these headers, and no stored event keeps them. */
export const ATTACK_HEADER = "x-glass-attack";
export const TRUTH_HEADER = "x-glass-truth";

const BOOKKEEPING: ReadonlySet<string> = new Set([ATTACK_HEADER, TRUTH_HEADER, DEMO_ADDRESS_HEADER]);

/** The letter with which all of it begins, and few other headers do. */
const X = 0x78;

/** The request line's target, split at the first `?`; a fragment is not sent by HTTP clients and stays with the target. */
export function targetOf(url: string): { readonly path: string; readonly query: string } {
  const authority = url.indexOf("//") + 2;
  const slash = url.indexOf("/", authority);
  const mark = url.indexOf("?", authority);
  if (slash < 0 || (mark >= 0 && mark < slash)) return { path: "/", query: mark < 0 ? "" : url.slice(mark + 1) };
  return mark < 0
    ? { path: url.slice(slash), query: "" }
    : { path: url.slice(slash, mark), query: url.slice(mark + 1) };
}

/** The headers of a request, taken out of the platform's object once: each look into that one costs a call. */
export class SentHeaders {
  /** Without the bookkeeping. */
  readonly list: readonly (readonly [name: string, value: string])[];
  readonly #bookkeeping: ReadonlyMap<string, string> | undefined;
  /** Whether any name begins with an x, as those do that are asked for again and again. */
  readonly #anyX: boolean;

  constructor(headers: Headers) {
    const list = headersOf(headers);
    let anyX = false;
    let bookkeeping: Map<string, string> | undefined;
    for (let i = 0; i < list.length; i++) {
      const [name, value] = list[i]!;
      if (name.charCodeAt(0) !== X) continue;
      anyX = true;
      if (BOOKKEEPING.has(name)) (bookkeeping ??= new Map()).set(name, value);
    }
    this.list = bookkeeping ? list.filter(([name]) => !BOOKKEEPING.has(name)) : list;
    this.#anyX = anyX;
    this.#bookkeeping = bookkeeping;
  }

  /** The value of a header; `name` in lower case. */
  get(name: string): string | null {
    if (!this.#anyX && name.charCodeAt(0) === X) return null;
    for (const header of this.list) if (header[0] === name) return header[1];
    return this.#bookkeeping?.get(name) ?? null;
  }
}

/** What the detectors get. */
export function rawRequestOf(request: Request, { list }: SentHeaders, body: Uint8Array | undefined): RawRequest {
  const { path, query } = targetOf(request.url);
  const raw = { method: request.method, path, query, headers: list };
  return body ? { ...raw, body } : raw;
}

/** What the launcher says the request is; undefined for anyone else's. */
export function groundTruthOf(headers: SentHeaders): GroundTruth | undefined {
  const id = headers.get(ATTACK_HEADER);
  if (id === null || !/^[a-z0-9][a-z0-9/-]{0,79}$/.test(id)) return undefined;
  const truth = headers.get(TRUTH_HEADER);
  return truth === "attack" || truth === "benign" ? { id, truth } : undefined;
}
