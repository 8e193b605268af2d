/**
 * Prototype pollution: keys that reach an object's prototype when a merge or a path setter follows them.
 *
 * Catches the keys in JSON, in parameter names, and paths to them in values. Misses, on purpose: prose and code
 * that mention them without an assignment or a bracket.
 * @module
 */
import { Char } from "../chars.ts";
import { proseStart } from "../lex/prose_start.ts";
import { detectInViews, type Report } from "../report.ts";
import { Signal } from "../signals.ts";
import type { Detector, InspectedField, Level, Rule, Severity, View } from "../types.ts";

function rule(name: string, level: Level, severity: Severity, title: string, why: string): Rule {
  return { id: `protopollution.${name}`, category: "protopollution", severity, level, title, why };
}

const KEY = rule(
  "key",
  1,
  "critical",
  "Key of the prototype",
  "a key names the prototype that all objects share, and a merge would write to it",
);
const PATH = rule(
  "path",
  1,
  "critical",
  "Path to the prototype",
  "the value holds a path through __proto__ or constructor.prototype that a setter would follow",
);
const REFERENCE = rule(
  "reference",
  1,
  "critical",
  "Reference to the prototype",
  "a reference between parts of a message, as React's Flight format has them, leads through __proto__ or constructor",
);
const MENTION = rule(
  "mention",
  2,
  "error",
  "Prototype in a text",
  "a text mentions __proto__ or constructor.prototype",
);

/** Prototype pollution. */
export const protopollution: Detector = {
  name: "protopollution",
  title: "Prototype pollution",
  rules: [KEY, PATH, REFERENCE, MENTION],
  detect: (request) => detectInViews(request, Char.letter, detectView),
};

const MARKS = ["__proto__", "constructor"];

/** `$1:__proto__:then`, `$2:a:constructor:constructor`. */
const FLIGHT = /\$[0-9a-z]{1,6}(?::\w{1,40}){0,8}?:(?:__proto__|constructor)(?![a-z0-9_$])/;

function detectView(view: View, field: InspectedField, report: Report): void {
  detectInName(view, field, report);
  if ((view.chars & (Char.underscore | Char.dot | Char.bracket | Char.double | Char.dollar | Char.slash)) === 0) return;
  if ((view.signals & Signal.prototype) === 0) return;
  const { lower } = view;
  if (view.chars & Char.dollar && view.chars & Char.colon) {
    const reference = FLIGHT.exec(lower);
    if (reference) return report(REFERENCE, reference.index, reference.index + reference[0].length);
  }
  for (const mark of MARKS) {
    let seen = 0;
    for (let at = lower.indexOf(mark); at >= 0 && seen < 20; at = lower.indexOf(mark, at + mark.length), seen++) {
      const end = endOfPath(lower, at, mark);
      if (end === 0) continue;
      if (field.role === "name") return report(KEY, at, end);
      // The names that a source map or a profile counts up.
      if (field.syntax === "json" && lower.length === mark.length && /\/names\/\d+$/.test(field.name)) return;
      const quoted = lower[at - 1] === "`" || proseStart(lower) < at;
      return report(isPath(lower, at, end, mark) && !quoted ? PATH : MENTION, at, end);
    }
  }
}

/** A JSON leaf below such a key, or a parameter whose name spells the path: the name is where the harm is. */
function detectInName(view: View, field: InspectedField, report: Report): void {
  if (field.name.includes("__")) {
    // What a filter that strips the word leaves, and the way of Python's objects to the globals of a module.
    const built = /__pro(?:__proto__)+to__|__pro(?:proto)+to__|__class__[/.\]].*__(?:globals|init|subclasses|bases)__/
      .test(field.name);
    if (built) return report(KEY, 0, view.text.length);
  }
  if (!field.name.includes("proto")) return;
  if (/(?:^|[/.[])__proto__(?:[/.\]]|$)/.test(field.name)) return report(KEY, 0, view.text.length);
  if (/(?:^|[/.[])constructor[/.\]]{1,2}\[?prototype(?:[/.\]]|$)/.test(field.name)) report(KEY, 0, view.text.length);
}

/** End of `__proto__` or of `constructor` with `prototype` behind it; 0 where it is neither. */
function endOfPath(lower: string, at: number, mark: string): number {
  const end = at + mark.length;
  if (at > 0 && /[a-z0-9_$]/.test(lower[at - 1]!)) return 0;
  if (mark === "__proto__") return /[a-z0-9_$]/.test(lower[end] ?? "") ? 0 : end;
  const match = /^(?:[./]|\]?\[\s?["']?|["']?\s{0,4}:\s{0,4}\{\s{0,8}["'])prototype(?![a-z0-9_])["'\]]{0,2}/.exec(
    lower.slice(end, end + 40),
  );
  return match ? end + match[0].length : 0;
}

/** A path that leads somewhere: something is below it, or it is assigned. */
function isPath(lower: string, at: number, end: number, mark: string): boolean {
  const behind = lower.slice(end, end + 80);
  if (/^["'\]]{0,2}(?:\.[a-z_$]|\[|\s{0,3}=(?!=)|\s{0,4}:\s{0,4}[{["'\d])/.test(behind)) return true;
  const before = lower.slice(Math.max(0, at - 2), at);
  // A JSON pointer, as JSON Patch uses them.
  if (before.endsWith("/") && /^\/\w/.test(behind) && !/\s/.test(lower)) return true;
  return (/\[$|\["$|\['$/.test(before) && /^["']?\]/.test(behind)) ||
    (/[.\w]$/.test(before) && /^;?\s*$/.test(behind)) ||
    (mark === "__proto__" && lower.length === mark.length);
}
