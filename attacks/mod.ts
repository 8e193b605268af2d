/**
 * The library of attacks: data, its parser and its loader.
 * @module
 */
export { AttackError } from "./front_matter.ts";
export { parseLesson } from "./lesson.ts";
export { loadAttacks, type LoadedLesson, loadLessons } from "./load.ts";
export { parseAttack } from "./parse.ts";
export { fixLink, refLink } from "./refs.ts";
export type { Attack, Choice, Expectation, HttpRequest, Lesson, Question } from "./types.ts";
