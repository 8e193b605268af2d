/**
 * An attack is one Markdown file, `attacks/<category>/<slug>.md`: front matter, a few sentences, and the requests
 * in `http` fences, byte for byte as they are sent. No file can run code.
 * @module
 */
import type { Category } from "../detectors/types.ts";

/** A request as written in an `http` fence. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
}

/** What must happen in block mode at level 1. `gap` is a miss that is known and accepted. */
export interface Expectation {
  readonly action: "allow" | "block" | "limit" | "gap";
  /** Rule id that must be among the findings, e.g. `sqli.union`. */
  readonly rule?: string;
}

/** One entry of the launcher's library. */
export interface Attack {
  /** `<category>/<slug>`, from the file's path. */
  readonly id: string;
  readonly title: string;
  /** `innocent` for traffic that must pass. */
  readonly category: Category | "innocent";
  readonly difficulty: 1 | 2 | 3;
  readonly truth: "attack" | "benign";
  readonly expect: Expectation;
  /** What the request tries, one sentence. */
  readonly summary: string;
  /** How often the list of requests is sent: bursts and brute force. */
  readonly repeat: number;
  /** What the weak endpoint does with it when nothing blocks, where that is known: checked by a test. */
  readonly effect?: "harmful" | "harmless";
  /** Where to read on: `CWE-89`, `API8:2023`, `CAPEC-66`, `T1190`. */
  readonly refs: readonly string[];
  readonly requests: readonly HttpRequest[];
  /** Everything below the front matter but the `http` fences, Markdown. */
  readonly text: string;
}
