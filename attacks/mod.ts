/**
 * The library of attacks: data, its parser and its loader.
 * @module
 */
export { AttackError } from "./front_matter.ts";
export { loadAttacks } from "./load.ts";
export { parseAttack } from "./parse.ts";
export type { Attack, Expectation, HttpRequest } from "./types.ts";
