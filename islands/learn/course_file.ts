/**
 * Progress as a file: what the browser keeps, what is exported and imported. Read strictly: a file that is not one of
 * ours is refused with the reason. Pure.
 * @module
 */
import { type Course, MAX_HINTS, type Progress, STEPS } from "./progress.ts";

/** Says what a file is; another tool's JSON has none. */
const FORMAT = "glasshouse-course";
const VERSION = 1;

/** Longest file that is read: sixteen lessons with a request each are a few kilobytes. */
export const MAX_FILE = 200_000;

/** Longest request that is kept as the winner. */
const MAX_WINNER = 8_000;

/** What a file holds, or why it is refused. */
export type ParsedCourse =
  | { readonly kind: "course"; readonly course: Course }
  | { readonly kind: "error"; readonly reason: string };

/** The file of a course. */
export function formatCourse(course: Course): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, lessons: course }, null, 2);
}

/** Reads a file; `known` are the ids of the lessons. */
export function parseCourse(text: string, known: readonly string[]): ParsedCourse {
  if (text.length > MAX_FILE) return refused("the file is longer than 200 kB");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused("it is no JSON");
  }
  if (!isRecord(value) || value["format"] !== FORMAT) return refused(`the field "format" is not "${FORMAT}"`);
  if (value["version"] !== VERSION) return refused(`version ${String(value["version"])} is not known here`);
  const { lessons } = value;
  if (!isRecord(lessons)) return refused(`the field "lessons" is no object`);
  const course: Record<string, Progress> = {};
  for (const [id, part] of Object.entries(lessons)) {
    if (!known.includes(id)) return refused(`there is no lesson "${id.slice(0, 60)}"`);
    const progress = parseProgress(part);
    if (typeof progress === "string") return refused(`lesson "${id}": ${progress}`);
    course[id] = progress;
  }
  return { kind: "course", course };
}

function refused(reason: string): ParsedCourse {
  return { kind: "error", reason };
}

function parseProgress(value: unknown): Progress | string {
  if (!isRecord(value)) return "no object";
  const { done, guessed, tries, hints, winner, ...unknown } = value;
  const [extra] = Object.keys(unknown);
  if (extra !== undefined) return `unknown field "${extra.slice(0, 60)}"`;
  if (!Array.isArray(done)) return `"done" is no list`;
  const wrong: unknown = done.find((step) => !STEPS.includes(step));
  if (wrong !== undefined) return `unknown step "${String(wrong).slice(0, 60)}"`;
  if (!isCount(tries, 4)) return `"tries" is no count`;
  if (!isCount(hints, MAX_HINTS)) return `"hints" is not from 0 to ${MAX_HINTS}`;
  if (guessed !== undefined && typeof guessed !== "boolean") return `"guessed" is neither true nor false`;
  if (winner !== undefined && !isWinner(winner)) return `"winner" is no request`;
  return {
    done: STEPS.filter((step) => done.includes(step)),
    tries,
    hints,
    ...(guessed === undefined ? {} : { guessed }),
    ...(winner === undefined ? {} : { winner }),
  };
}

/** Says whether a text can be kept as the winning request. */
export function isWinner(value: unknown): value is string {
  return typeof value === "string" && value.length <= MAX_WINNER && /^#r=[\w-]*$/.test(value);
}

function isCount(value: unknown, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
