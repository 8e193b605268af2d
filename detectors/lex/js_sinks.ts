/**
 * Calls and assignments by which injected JavaScript acts: dialogs (every proof of concept), evaluation,
 * theft of cookies, navigation. Works on the tokens of lex/js.ts.
 * @module
 */
import type { JsToken } from "./js.ts";

/** What was found, and how sure it is that an attacker wrote it. */
export interface JsSink {
  /** `strong`: an attack's deed by itself. `weak`: ordinary code, an attack only where code has no business. */
  readonly strength: "strong" | "weak";
  /** What it does, in a few words. */
  readonly deed: string;
  /** Index of the first token. */
  readonly token: number;
  /** Index after the last token that belongs to it. */
  readonly after: number;
}

const DIALOGS = new Set(["alert", "prompt", "confirm", "eval", "execscript"]);
const EVALUATORS = new Set(["settimeout", "setinterval", "setimmediate", "importscripts", "getscript", "globaleval"]);
const GLOBALS = new Set(["window", "self", "top", "parent", "frames", "this", "globalthis", "document", "opener"]);
const ACTIVE_WORDS = new Set([
  "fetch",
  "xmlhttprequest",
  "location",
  "document",
  "window",
  "open",
  "atob",
  "unescape",
  "decodeuricomponent",
  "localstorage",
  "sessionstorage",
  "navigator",
  "postmessage",
  "self",
  "top",
  "parent",
  "globalthis",
  "this",
  "print",
  "name",
  "write",
  "import",
  "console",
  "settimeout",
  "setinterval",
  "jquery",
  "$",
  "require",
  "function",
  "string",
  "image",
  "array",
  "object",
  "constructor",
]);

/** The first sink in the tokens, the first strong one where there is one. */
export function sinkIn(text: string, tokens: readonly JsToken[], from = 0): JsSink | undefined {
  let weak: JsSink | undefined;
  for (let i = from; i < tokens.length; i++) {
    const sink = sinkAt(text, tokens, i);
    if (!sink) continue;
    if (sink.strength === "strong") return sink;
    weak ??= sink;
  }
  return weak;
}

/** Whether the word is followed by a call with an argument, or by a template. */
function sinkAt(text: string, tokens: readonly JsToken[], i: number): JsSink | undefined {
  const token = tokens[i]!;
  if (token.kind === "string") return stringSink(tokens, i);
  if (token.kind === "template") return templateSink(tokens, i);
  if (token.kind !== "word") return undefined;
  const word = token.text;
  const call = callAfter(tokens, i + 1);
  if (word === "eval" && isMethodOfName(tokens, i)) return undefined;
  // `Alert(1)` calls nothing: names are read with their case.
  if (DIALOGS.has(word) && /^[A-Z][a-z]/.test(text.slice(token.from, token.from + 2))) return undefined;
  if (DIALOGS.has(word)) {
    if (
      call > 0 &&
      (isNamedArgument(tokens, call) || isSentence(tokens, call) || isPlural(tokens, i) || isWild(tokens, call))
    ) {
      return undefined;
    }
    if (
      call > 0 && !isEmptyCall(tokens, call) &&
      !(word === "eval" && (isPlainName(tokens, call) || isNumber(tokens, call)))
    ) {
      return strong("calls a function that proves or runs script", i, call);
    }
    if (isPassed(tokens, i)) return strong("hands a script function on", i, i + 1);
    return call > 0 ? weakSink("calls a function that proves or runs script", i, call) : undefined;
  }
  if (word === "function" && text[token.from] === "F" && call > 0) {
    return strong("builds a function from text", i, call);
  }
  if (word === "constructor" && call > 0 && isTextArgument(tokens, call)) {
    return strong("builds a function from text", i, call);
  }
  if (EVALUATORS.has(word) && call > 0 && isTextArgument(tokens, call)) return strong("runs text as script", i, call);
  if (word === "import" && call > 0 && tokens[call]!.text === "(" && isTextArgument(tokens, call)) {
    return strong("loads foreign script", i, call);
  }
  if (GLOBALS.has(word)) {
    const computed = computedCall(tokens, i + 1);
    if (computed > 0) return strong("calls a function whose name is computed", i, computed);
  }
  if (word === "document") {
    const property = memberAfter(tokens, i + 1);
    if (property === "cookie" && isUsed(tokens, i, i + 3)) return strong("reads or writes the cookies", i, i + 3);
    if (property === "domain" && isUsed(tokens, i, i + 3)) return weakSink("touches the page", i, i + 3);
  }
  if (word === "location" || word === "href") {
    const assigned = tokens[i + 1]?.text === "=" ? tokens[i + 2] : undefined;
    if (assigned && (assigned.text === "location" || assigned.text === "document") && tokens[i + 3]?.text === ".") {
      return strong("sends the page to an address that the address names", i, i + 4);
    }
    if (assigned?.kind === "string" && /^(?:https?:|\/\/|data:)/.test(assigned.text) && tokens[i - 1]?.text === ".") {
      return strong("sends the page elsewhere", i, i + 3);
    }
  }
  if ((word === "write" || word === "writeln") && call > 0 && isTextArgument(tokens, call)) {
    const argument = tokens[call + 1] ?? tokens[call]!;
    if (argument.text.includes("<") || CODE_DECODERS.has(argument.text)) {
      return strong("writes markup into the page", i, call);
    }
  }
  if (word === "fromcharcode" && call > 0 && !isEmptyCall(tokens, call)) {
    // One code is a conversion; a row of them is a text that somebody hides.
    const isRow = tokens[call + 1]?.kind === "number" && tokens[call + 3]?.kind === "number";
    return isRow ? strong("builds text from codes", i, call) : weakSink("builds text from codes", i, call);
  }
  if (ACTIVE_WORDS.has(word)) {
    if (call > 0 || isMemberUse(tokens, i + 1)) return weakSink("touches the page", i, i + 1);
  }
  return undefined;
}

function strong(deed: string, token: number, after: number): JsSink {
  return { strength: "strong", deed, token, after };
}

function weakSink(deed: string, token: number, after: number): JsSink {
  return { strength: "weak", deed, token, after };
}

/** `['al' + 'ert'](`: a computed name that is a dialog or an evaluator, or a string that is a script URL. */
function stringSink(tokens: readonly JsToken[], i: number): JsSink | undefined {
  let value = tokens[i]!.text;
  if (/^javascript:(?!void\b|;).*[(`=]/s.test(value)) return strong("goes to a script URL", i, i + 1);
  if (tokens[i - 1]?.text !== "[" && tokens[i - 1]?.text !== "(") return undefined;
  let next = i + 1;
  while (tokens[next]?.text === "+" && tokens[next + 1]?.kind === "string") {
    value += tokens[next + 1]!.text;
    next += 2;
  }
  if (!DIALOGS.has(value) && !EVALUATORS.has(value) && value !== "constructor") return undefined;
  const call = callAfter(tokens, next);
  if (tokens[next]?.text === "]" && call > 0) return strong("calls a function whose name is computed", i - 1, call);
  return undefined;
}

/** `${alert(1)}` inside a template; `${alert}` inside one that a method is called with. */
function templateSink(tokens: readonly JsToken[], i: number): JsSink | undefined {
  const { text } = tokens[i]!;
  const at = text.indexOf("${");
  if (at < 0) return undefined;
  const called = isForwarder(tokens[i - 1]?.text);
  for (const word of DIALOGS) {
    const found = text.indexOf(word, at);
    const behind = text[found + word.length] ?? "";
    if (found > 0 && (behind === "(" || behind === "`" || (called && behind === "}"))) {
      return strong("calls a function that proves or runs script", i, i + 1);
    }
  }
  return undefined;
}

/**
 * Index of the `(` or the template by which what stands before `i` is called, through closing brackets,
 * `?.` and `.call`, or 0.
 */
export function callAfter(tokens: readonly JsToken[], i: number): number {
  for (let k = i; k < tokens.length && k < i + 8; k++) {
    const token = tokens[k]!;
    if (token.kind === "template" || token.text === "(") return k;
    if (token.text === "]") continue;
    // `(alert)(1)`, but not the `cn=alert)(mail=…` of a filter.
    if (token.text === ")" && (k > i || tokens[i - 2]?.text === "(")) continue;
    if (token.text === "?" && tokens[k + 1]?.text === ".") {
      k++;
      continue;
    }
    if (token.text === "." && isForwarder(tokens[k + 1]?.text)) {
      k++;
      continue;
    }
    return 0;
  }
  return 0;
}

function isForwarder(word: string | undefined): boolean {
  return word === "call" || word === "apply" || word === "bind";
}

/** `alert(id: 1)` is a field of GraphQL or a call of Swift. */
function isNamedArgument(tokens: readonly JsToken[], call: number): boolean {
  return tokens[call + 1]?.kind === "word" && tokens[call + 2]?.text === ":";
}

/** Two words in a row in the brackets: a remark in a sentence. */
function isSentence(tokens: readonly JsToken[], call: number): boolean {
  const [first, second] = [tokens[call + 1], tokens[call + 2]];
  return first?.kind === "word" && second?.kind === "word" && !UNARY.has(first.text);
}

/** `df.eval(…)`: a method of a plain name. What is reached through a window, an index or another member may be one. */
function isMethodOfName(tokens: readonly JsToken[], i: number): boolean {
  const owner = tokens[i - 2];
  return tokens[i - 1]?.text === "." && owner?.kind === "word" && !GLOBALS.has(owner.text) &&
    tokens[i - 3]?.text !== ".";
}

/** `the alert(s) went off`: words on both sides and nothing that joins them. */
function isPlural(tokens: readonly JsToken[], i: number): boolean {
  return tokens[i + 2]?.text === "s" && tokens[i + 3]?.text === ")" && tokens[i - 1]?.kind === "word" &&
    tokens[i + 4]?.kind === "word" && !UNARY.has(tokens[i - 1]!.text);
}

const UNARY = new Set(["new", "typeof", "void", "await", "delete", "function", "async"]);

/** `eval(code)`: any evaluator is written so; `eval(name)` reads what another page left. */
function isPlainName(tokens: readonly JsToken[], call: number): boolean {
  const argument = tokens[call + 1];
  return argument?.kind === "word" && argument.text !== "name" && tokens[call + 2]?.text === ")";
}

function isEmptyCall(tokens: readonly JsToken[], call: number): boolean {
  return tokens[call]!.kind !== "template" && (tokens[call + 1] === undefined || tokens[call + 1]!.text === ")");
}

function isTextArgument(tokens: readonly JsToken[], call: number): boolean {
  const kind = tokens[call]!.kind;
  if (kind === "template") return true;
  const first = tokens[call + 1];
  return first !== undefined && (first.kind === "string" || first.kind === "template" || DECODERS.has(first.text));
}

const CODE_DECODERS = new Set(["string", "unescape", "atob", "decodeuricomponent"]);

const DECODERS = new Set(["atob", "unescape", "decodeuricomponent", "string", "location", "name", "document"]);

/** `onerror=alert;`, `.map(alert)`, `valueOf:alert`: the function itself is handed on. */
function isPassed(tokens: readonly JsToken[], i: number): boolean {
  const before = tokens[i - 1]?.text;
  const behind = tokens[i + 1]?.text;
  if (before === ":") {
    return CONVERSIONS.has(tokens[i - 2]?.text ?? "") && behind !== undefined && "},".includes(behind);
  }
  if (before === "(" && behind === ",") return tokens[i - 2]?.text === "apply";
  if (before === "=") return isAssigned(tokens, i, behind);
  return (before === "(" || before === ",") && behind === ")" && isArgument(tokens, i - 1);
}

/** Members that the language calls by itself; `]` ends a computed one such as `[Symbol.hasInstance]`. */
const CONVERSIONS = new Set(["tostring", "valueof", "]"]);

/** An assignment in code, not a parameter of a URL (`?tag=alert`) or a term of a filter (`(cn=alert)`). */
function isAssigned(tokens: readonly JsToken[], i: number, behind: string | undefined): boolean {
  const name = tokens[i - 2];
  if (name?.kind !== "word" && name?.text !== "]") return false;
  if (behind === undefined) return name.text.startsWith("on") && name.text.length > 4;
  const start = tokens[i - 3]?.text;
  if (start !== undefined && name.kind === "word" && !";{([,.".includes(start)) return false;
  return behind === ";" || behind === "," || behind === "}" || behind === "]";
}

/** Methods that look at what they are given, or keep it: `Object.keys(alert)`, `console.log(alert)` call nothing. */
const KEEPERS = new Set(
  "keys values entries freeze assign log push includes indexof has get isarray stringify lower upper size len length count"
    .split(" "),
);

/** `eval(9)` comes to nine, as a test writes it. */
function isNumber(tokens: readonly JsToken[], call: number): boolean {
  return tokens[call + 1]?.kind === "number" && tokens[call + 2]?.text === ")";
}

/** `alert(.*)`: a group of a pattern. */
function isWild(tokens: readonly JsToken[], call: number): boolean {
  return tokens[call + 1]?.text === "." && tokens[call + 2]?.text === "*";
}

/** The bracket belongs to a method (`.map(alert)`), a timer, or to no name; `fix(alert): …` is a commit's title. */
function isArgument(tokens: readonly JsToken[], i: number): boolean {
  let open = i;
  while (open > 0 && open > i - 8 && tokens[open]!.text !== "(") open--;
  const name = tokens[open - 1];
  // `!(alert)` and `in.("a",alert)` call nothing; `x?.(alert)` does.
  if (!name || name.kind !== "word") {
    return name?.text !== "!" && !(name?.text === "." && tokens[open - 2]?.text !== "?");
  }
  return (tokens[open - 2]?.text === "." && !KEEPERS.has(name.text)) || EVALUATORS.has(name.text);
}

/** `[…]` with more than a plain name inside, and a call: index of the call or 0. */
function computedCall(tokens: readonly JsToken[], open: number): number {
  if (tokens[open]?.text !== "[") return 0;
  let depth = 0;
  let computed = false;
  for (let k = open; k < tokens.length && k < open + 80; k++) {
    const { kind, text } = tokens[k]!;
    computed ||= kind === "string" || kind === "template" || kind === "regex" || text === "+" || text === "tostring";
    if (kind !== "punct") continue;
    if (text === "[") depth++;
    else if (text === "]" && --depth === 0) return computed ? callAfter(tokens, k) : 0;
  }
  return 0;
}

/** `.a.b(`, `.a =`, `= x`, `['a']`: a path that ends in a call or an assignment, not in a file name. */
function isMemberUse(tokens: readonly JsToken[], from: number): boolean {
  let k = from;
  while (tokens[k]?.text === "." && tokens[k + 1]?.kind === "word" && k < from + 8) k += 2;
  const mark = tokens[k]?.text;
  return mark === "=" || mark === "(" || mark === "[" || tokens[k]?.kind === "template" ||
    (k > from && tokens[k - 1]?.text === "cookie");
}

/** The property read after the word that ends before `i`: `.cookie`, `['cookie']`. */
function memberAfter(tokens: readonly JsToken[], i: number): string | undefined {
  if (tokens[i]?.text === ")") i++;
  const mark = tokens[i]?.text;
  return mark === "." || mark === "[" ? tokens[i + 1]?.text : undefined;
}

/** Whether an operator, a bracket or an assignment stands beside: not a word in a sentence. */
function isUsed(tokens: readonly JsToken[], from: number, to: number): boolean {
  const before = tokens[from - 1]?.text ?? "";
  const behind = tokens[to]?.text ?? "";
  return (before !== "" && "+(=[".includes(before)) || (behind !== "" && "+)=;]".includes(behind));
}
