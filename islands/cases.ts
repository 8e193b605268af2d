/**
 * Requests of one's own, kept in this browser, and their file: JSON that says what it is. Pure but for the two
 * functions at the end.
 * @module
 */
import type { Draft } from "./request.ts";
import { isHeader } from "./share.ts";

/** A request with a name. */
export interface Case {
  readonly title: string;
  readonly request: Draft;
}

/** Cases that are kept, and characters of a whole file: what `localStorage` holds for a page, less a reserve. */
export const MAX_CASES = 200;
export const MAX_FILE = 2_000_000;

/** Longest name of a case. */
const MAX_TITLE = 120;

const KEY = "glasshouse.cases";

/** The cases of a file, or what is wrong with it and where. */
export type ParsedCases =
  | { readonly kind: "cases"; readonly cases: readonly Case[] }
  | { readonly kind: "error"; readonly reason: string };

/** The file. */
export function formatCases(cases: readonly Case[]): string {
  const written = cases.map(({ title, request }) => ({ title, ...request }));
  return `${JSON.stringify({ glasshouse: "cases", version: 1, cases: written }, null, 2)}\n`;
}

/** Reads a file. Unknown keys are refused by name: what is not understood would be lost. */
export function parseCases(text: string): ParsedCases {
  if (text.length > MAX_FILE) return { kind: "error", reason: `the file is longer than ${MAX_FILE} characters` };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: "error", reason: `it is no JSON: ${error instanceof Error ? error.message : error}` };
  }
  if (!isRecord(value) || value["glasshouse"] !== "cases" || value["version"] !== 1) {
    return { kind: "error", reason: 'expected {"glasshouse": "cases", "version": 1, "cases": […]}' };
  }
  const list = value["cases"];
  if (!Array.isArray(list)) return { kind: "error", reason: "cases: expected a list" };
  if (list.length > MAX_CASES) return { kind: "error", reason: `cases: at most ${MAX_CASES}, not ${list.length}` };
  const cases: Case[] = [];
  for (const [index, each] of list.entries()) {
    const parsed = parseCase(each);
    if (typeof parsed === "string") return { kind: "error", reason: `case ${index + 1}, ${parsed}` };
    cases.push(parsed);
  }
  return { kind: "cases", cases };
}

/** A case, or which field is wrong and what it should be. */
function parseCase(value: unknown): Case | string {
  if (!isRecord(value)) return "expected an object";
  const { title, method, target, headers, body = "", latin1, ...unknown } = value;
  const [stranger] = Object.keys(unknown);
  if (stranger !== undefined) return `${stranger}: unknown key`;
  if (typeof title !== "string" || title.trim() === "" || title.length > MAX_TITLE) {
    return `title: expected a text of 1 to ${MAX_TITLE} characters`;
  }
  if (typeof method !== "string" || !/^[A-Z]{1,20}$/.test(method)) return "method: expected capital letters";
  if (typeof target !== "string" || target === "") return "target: expected a path";
  if (!Array.isArray(headers) || !headers.every(isHeader)) return "headers: expected a list of [name, value]";
  if (typeof body !== "string") return "body: expected a text";
  if (latin1 !== undefined && latin1 !== true) return "latin1: expected true, or nothing";
  const isBytes = [...body].every((char) => char.charCodeAt(0) < 256);
  if (latin1 === true && !isBytes) return "body: with latin1 every character is a byte, below 256";
  return { title, request: { method, target, headers, body, ...(latin1 ? { latin1 } : {}) } };
}

/** Both lists without doubles; the name of the first stays. */
export function mergeCases(kept: readonly Case[], more: readonly Case[]): readonly Case[] {
  const known = new Map(kept.map((each) => [JSON.stringify([each.title, each.request]), each]));
  for (const each of more) known.set(JSON.stringify([each.title, each.request]), each);
  return [...known.values()];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The cases of this browser; none where it keeps nothing. */
export function keptCases(): readonly Case[] {
  try {
    const parsed = parseCases(localStorage.getItem(KEY) ?? formatCases([]));
    return parsed.kind === "cases" ? parsed.cases : [];
  } catch {
    return [];
  }
}

/** Keeps cases; false where the browser refuses. */
export function keepCases(cases: readonly Case[]): boolean {
  try {
    localStorage.setItem(KEY, formatCases(cases));
    return true;
  } catch {
    return false;
  }
}
