/**
 * Where a command stands in a text: injected, or shown, written about, part of a script.
 * @module
 */
import { countLines } from "../lex/prose_start.ts";
import type { InspectedField } from "../types.ts";
import { isJsonLeaf } from "./bare.ts";
import { COMMANDS } from "./commands.ts";
import type { Judged } from "./judge.ts";

/** Programs of a developer's own command lines: what follows their `&&` is a step, not an injection. */
const DEVELOPER =
  /^(?:npm|npx|yarn|pnpm|bun|deno|node|tsc|vite|eslint|prettier|jest|mocha|vitest|webpack|rollup|docker|podman|git|make|cmake|go|cargo|gradle|mvn|\.\/gradlew|pip|pip3|pytest|poetry|uv|cross-env|rimraf|concurrently|next|nuxt|ng|turbo|lerna|kubectl|helm|terraform|aws|gcloud|az|brew|cd|mkdir|export|set -e\w*)\s/;

/** Members of a JSON document that hold scripts by their nature: `package.json`, CI jobs, notebooks, containers. */
const SCRIPT_MEMBER =
  /\/(?:scripts|hooks|lint-staged|tasks|run|runs|steps|stages|jobs|commands?|script|cells|env|environment|args|entrypoint|build|before_script|after_script|code|source|snippet|arguments)(?:\/|$)/;
/** How a script begins that is no known command. */
const SCRIPT_START =
  /^\s*(?:#!|#\s|\$\s|if\s|for\s|while\s|set\s|export\s|source\s|alias\s|function\s|case\s|[A-Z_]{2,30}=|(?:\/(?:usr\/)?bin\/)?(?:ba|z|da)?sh\s-\w{0,3}c\s)/;
/** `Try sed …`, `then awk …`: a word or two of advice, then a command line. */
const ADVICE = /^\s*(?:[A-Z][a-z]{1,10}|then|just|try|use|run)[:,]?\s{1,2}([a-z][\w.-]{0,20})\s/;

/** A command line of a name that no table knows: a long option or a path follows it, and nothing was broken out of. */
const COMMAND_LINE =
  /^[A-Za-z][\w.-]{0,40}\s+(?:--[A-Za-z][\w-]{0,40}[= ]|(?:~|\.{1,2}|[A-Z]:|\$HOME|%\w{1,20}%)?[\\/]\S)/;

/** A leaf of JSON where scripts, steps and arguments of programs stand. */
export function isScriptMember(field: InspectedField): boolean {
  return isJsonLeaf(field) && SCRIPT_MEMBER.test(field.name);
}

/** A script that the value openly is: what stands behind its separators are steps, not injections. */
export function isScript(text: string, field: InspectedField): boolean {
  if (DEVELOPER.test(text) || /^\s*for\s+\w{1,20}\s+in\s[^;\n]{1,80}[;\n]\s*do\s/.test(text)) return true;
  if (!isJsonLeaf(field)) return false;
  if (text.includes("\n") && COMMAND_LINE.test(text)) return true;
  return SCRIPT_MEMBER.test(field.name) || SCRIPT_START.test(text) ||
    COMMANDS.has(/^([a-z][\w.-]{0,20})\s/.exec(text)?.[1] ?? ADVICE.exec(text)?.[1] ?? "");
}

const WORD = /[\p{L}]{2,}(?=[\s.,:;!?]|$)/gu;

/** The backtick opens a piece of code among at least two other words. */
function isInlineCode(text: string, at: number, before: string): boolean {
  const close = text.slice(at + 1, at + 300).indexOf("`");
  if (close < 0 || !/(?:^|[\s(|>*])$/.test(before)) return false;
  const tail = text.slice(at + 2 + close, at + 80 + close);
  return /^(?:[\s.,:;!?)|<]|$)/.test(tail) && ((before.match(WORD)?.length ?? 0) + (tail.match(WORD)?.length ?? 0)) > 1;
}

/** Code that a document shows: a fence, `<code>`, `<pre>`, a Markdown table, or backticks among other words. */
export function isShown(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 4_000), at);
  if (
    before.includes("```") || before.includes("<code") || before.includes("<pre") || /\|\s{0,4}:?-{3,}/.test(before)
  ) return true;
  // A line that quotes another message.
  if (before.slice(before.lastIndexOf("\n") + 1).startsWith("> ")) return true;
  const open = before.lastIndexOf("`");
  if (text[at] === "`") return isInlineCode(text, at, before);
  if (open < 0 || open < before.length - 200) return false;
  const close = text.slice(at, at + 300).indexOf("`");
  const head = before.slice(0, open);
  const tail = close < 0 ? "" : text.slice(at + close, at + close + 80);
  return close >= 0 && /(?:^|[\s(|>*])$/.test(head) && /^`(?:[\s.,:;!?)|<]|$)/.test(tail) &&
    ((head.match(WORD)?.length ?? 0) + (tail.match(WORD)?.length ?? 0)) > 1;
}

/**
 * A command line that begins the text and is then spoken about: `… /etc/passwd | sort lists the users`. Nothing was
 * broken out of, so this is no injection; what an attacker gains by adding words is a command that nobody runs.
 */
export function isToldAbout(text: string): boolean {
  const newline = text.indexOf("\n");
  const line = text.slice(0, Math.min(newline < 0 ? text.length : newline, 300));
  if (!COMMANDS.has(/^([a-z][\w.-]{0,20})\s/.exec(line)?.[1] ?? "")) return false;
  return /\s(?:the|a|an|is|are|lists|shows|prints|gives)\s[a-z]{2}/.test(line);
}

/** A Markdown table: its pipes separate cells. */
export function isTable(text: string, at: number): boolean {
  return text[at] === "|" && /\|\s{0,8}:?-{2,}/.test(text.slice(at, at + 400));
}

/** Plain words follow the closing backtick or bracket: `cat file` is being talked about. */
export function wordsBehind(text: string, judged: Judged): boolean {
  const rest = text.slice(judged.command.end, judged.command.end + 120);
  const close = rest.search(/[`)]/);
  return close >= 0 && (rest.slice(close).match(/\s[a-zA-Z]{2,}(?=[\s.,:;!?]|$)/g)?.length ?? 0) >= 3;
}

/** A line break in a text of many lines separates lines, not commands; so does a fence of a Markdown code block. */
export function inManyLines(text: string, at: number): boolean {
  const char = text[at];
  if (char === "`" && (text[at + 1] === "`" || text[at - 1] === "`")) return true;
  return (char === "\n" || char === "\r") && countLines(text, 6) > 5;
}
