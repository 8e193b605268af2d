/**
 * The path as fields: the whole of it, and each segment that carries more than a word.
 * @module
 */
import type { FieldList } from "./fields.ts";

/** Adds the whole path and its segments; returns the raw segments. */
export function addPath(list: FieldList, path: string): string[] {
  const whole = list.add({ source: "path", name: "", role: "value", syntax: "percent", raw: path, at: 0 });
  // `OPTIONS *` asks about the server as a whole.
  if (!path.startsWith("/") && path !== "*") {
    list.note("target.not-a-path", path, { field: whole, start: 0, end: path.length });
  }
  const segments: string[] = [];
  for (let at = path.startsWith("/") ? 1 : 0; at <= path.length;) {
    const slash = path.indexOf("/", at);
    const end = slash < 0 ? path.length : slash;
    const raw = path.slice(at, end);
    if (isDots(raw)) list.note("path.dot-segments", raw, { field: whole, start: at, end });
    if (raw !== "" && !isWord(raw)) {
      list.add({
        source: "path",
        name: `${segments.length}`,
        role: "value",
        syntax: "percent",
        raw,
        at,
        within: whole,
      });
    }
    if (raw !== "" || slash >= 0) segments.push(raw);
    at = end + 1;
  }
  return segments;
}

/** `.` or `..`, in any of the ways to write a dot. */
function isDots(segment: string): boolean {
  return segment !== "" && segment.length <= 6 && /^(?:\.|%2e){1,2}$/i.test(segment);
}

/** Letters, digits, `_`, `-`, `.`: the whole path shows such a segment well enough. */
function isWord(segment: string): boolean {
  for (let i = 0; i < segment.length; i++) {
    const code = segment.charCodeAt(i);
    const lower = code | 32;
    const word = (lower >= 97 && lower <= 122) || (code >= 48 && code <= 57) || code === 45 || code === 46 ||
      code === 95;
    if (!word) return false;
  }
  return true;
}
