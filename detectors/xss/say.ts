/**
 * How the parts of this detector report.
 * @module
 */
import type { Rule } from "../types.ts";

/** Says that a rule matched the text from one offset to another. */
export type Say = (rule: Rule, from: number, to: number) => void;
