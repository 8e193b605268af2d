/**
 * How differently one value can be read: by the guard, and by those who may stand behind it.
 * @module
 */

/** What one reader makes of a value. */
export interface Reader {
  /** As a developer would write it: `c.req.query()`. */
  readonly by: string;
  /** Undefined: this reader sees no such value. */
  readonly text?: string;
}

/** One value of a request, and everybody who reads it. */
export interface Reading {
  /** Where it stands: `query q`, `body /q`, `path`. */
  readonly place: string;
  /** What the guard hands to the handler. */
  readonly handed?: string;
  /** What else the guard inspected at this place: other decodings, other values of the same name. */
  readonly inspected: readonly string[];
  readonly app: readonly Reader[];
}

/** A request as the page holds it. */
export interface ReadRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | Uint8Array<ArrayBuffer>;
}
