/**
 * The shape of a row of the protocol policy.
 * @module
 */
import type { Level, Severity } from "../types.ts";

/** Statuses of a refusal: malformed, method, type. */
export type RefusalStatus = 400 | 405 | 415;

/** A note code, and what it is worth. */
export type Row = readonly [
  code: string,
  severity: Severity,
  level: Level,
  status: RefusalStatus | undefined,
  title: string,
  why: string,
];
