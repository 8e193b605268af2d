/**
 * Where code stands: alone in a value, or in a text or source that someone wrote.
 * @module
 */
import type { Rule } from "../types.ts";

/** Reports a span of the text. */
export type Say = (rule: Rule, from: number, to: number) => void;

/** Lines with words from which on a value is a source or a log, not a payload. */
const SOURCE_LINES = 4;

/** Whether the text has at least four lines that are not blank. */
export function isManyLines(text: string): boolean {
  let lines = 0;
  let at = 0;
  while (at < text.length && lines < SOURCE_LINES) {
    const found = text.indexOf("\n", at);
    const end = found < 0 ? text.length : found;
    if (text.slice(at, Math.min(end, at + 200)).trim() !== "") lines++;
    at = end + 1;
  }
  return lines >= SOURCE_LINES;
}

/** Words that begin a statement of a program, at the start of a line or behind another statement. */
const STATEMENT =
  /(?:^|[\n;{}]\s{0,20})(?:local|const|let|var|def|class|public|private|protected|using|package|fn|func|export|async|await|try|#include|static|void|final)\s{1,4}[\w*$([{'"]|^\s{0,9}(?:import|from)\s{1,4}[\w., ]{1,80}\r?\n|^(?:---|\+\+\+|@@|diff --git)\s/;

/** Whether the text is a piece of a program: it declares something, or it is a patch. */
export function isSource(text: string): boolean {
  return STATEMENT.test(text);
}
