/**
 * Code injection: source code, expressions and serialised objects that a server would run.
 * @module
 */
import { Char } from "../chars.ts";
import { eachCall } from "../lex/calls.ts";
import { isEscapedInRichText, isProse, Writing } from "../lex/prose.ts";
import { detectInViews, type Report } from "../report.ts";
import { Signal } from "../signals.ts";
import type { Detector, InspectedField, View } from "../types.ts";
import { detectJava } from "./java.ts";
import { detectPhp, mayHoldPhp } from "./php.ts";
import { DOTNET, JAVA_OBJECT, PHP_OBJECT, PICKLE, RUBY, RULES, SNIPPET } from "./rules.ts";
import { detectScripts } from "./scripts.ts";
import { isManyLines, isSource, type Say } from "./source.ts";

/** Code has a call, an index, a block, a variable, a tag, or a path of names. */
const NEEDS = Char.paren | Char.brace | Char.bracket | Char.dollar | Char.angle | Char.dot | Char.colon |
  Char.underscore |
  Char.equals | Char.backslash;

/** A longer text is searched for fewer words: what counts in it are calls, and names that no text has by chance. */
const MAX_SHORT = 300;

/** Last parts of the names that the patterns call. */
const CALLED = new Set(
  "exec eval system popen popen2 popen3 spawn spawnsync execsync shell assert compile execute execfile shellexecute winexec require import constructor __import__ __subclasses__ run call check_output check_call getoutput getstatusoutput import_module loads load open read binding dlopen kill fork getruntime forname getclass processbuilder scriptenginemanager getenginebyname getmethod getmethods invoke t groovyshell createinstance start send end write capture2 capture2e capture3 new sysopen binread command readtextfile execv execl execve execvp file url socket scanner public_send __send__ _load"
    .split(" "),
);

/** Whether a pattern of Java, a script language or a shared call could match. */
function mayHoldCode(lower: string, chars: number, signals: number): boolean {
  if (lower.length <= MAX_SHORT) return (signals & Signal.code) !== 0;
  if ((signals & Signal.rareCode) !== 0) return true;
  if ((chars & Char.paren) === 0) return false;
  let found = false;
  eachCall(lower, ({ name }) => (found = CALLED.has(name)));
  return found;
}

/** Plain words by the side of a call that make a sentence: code has them in strings and comments only. */
const FEW_WORDS = 4;

export const code: Detector = {
  name: "code",
  title: "Code injection",
  rules: RULES,
  detect: (request) =>
    detectInViews(request, 0, (view, field, report) => {
      const { text, chars } = view;
      if (detectHead(view, field, report)) return;
      // A serialised object can be letters and digits only; nothing else here can.
      if ((chars & NEEDS) === 0) {
        if (text.startsWith("rO0AB")) report(JAVA_OBJECT, 0, text.length);
        return;
      }
      const { lower, signals } = view;
      if (lower.length <= MAX_SHORT && (signals & Signal.code) === 0 && !mayHoldPhp(lower, chars, signals)) return;
      const writing = new Writing(text);
      const outside = isEscapedInRichText(view, field) ? "" : writing.outsideCode;
      let written: boolean | undefined;
      const judge: Say = (rule, from, to) => {
        const isText = () => written ??= isProse(text, FEW_WORDS) || isManyLines(outside) || isSource(outside);
        report(rule.level === 1 && !ALWAYS.has(rule.id) && isText() ? SNIPPET : rule, from, to);
      };
      if (outside === text) {
        detectCode(lower, view, judge);
        return;
      }
      // What is quoted as code is level 3; what stands beside it is judged as ever.
      if (outside !== "") detectCode(lowerOf(outside), { text: outside, chars, signals }, judge);
      const isQuoted = outside === "" || writing.hasWordsOutside;
      detectCode(lower, view, (rule, from, to) => {
        report(!isQuoted && ALWAYS.has(rule.id) ? rule : SNIPPET, from, to);
      });
    }),
};

/** The state of a page of ASP.NET with an object of BinaryFormatter in it, at each place in base64. */
const FORMATTED = /AAEAAAD\/{4}|AQAAAP\/{4}8BAAAAAAAAAAwC|ABAAAA\/{5}wEAAAAAAAAADAI/;

/** Marshalled Ruby that names a class of RubyGems, `Gem::`, at each place in base64: what chains are made of. */
const GEM = /^BAh[\w+/]*?(?:R2VtOj|dlbTo6|HZW06O)/;

/** `O:`, the length and the name of a class: an object of PHP in base64. */
const OBJECT_HEAD = /^Tzo[w-z0-5](?:Oi[IJ]|[MN][A-Za-z]oi|[MN][A-Za-z][A-Za-z\d]6I)/;

/** What is known by its first characters: objects of Python and Ruby in base64, and members of jsonpickle. */
function detectHead({ text }: View, field: InspectedField, report: Report): boolean {
  const first = text.charCodeAt(0);
  if (first === 103 && /^gA(?:[JNR][jY]|[SW]V)[A-Za-z0-9+/_-]{12,}={0,2}$/.test(text.slice(0, 80))) {
    report(PICKLE, 0, Math.min(text.length, 80));
    return true;
  }
  const dotnet = first === 47 && text.startsWith("/wE")
    ? FORMATTED.test(text.slice(0, 120))
    : first === 65 && text.startsWith("AAEAAAD/////");
  if (dotnet) {
    report(DOTNET, 0, Math.min(text.length, 80));
    return true;
  }
  if (first === 66 && (/^BAh[Vv]O[jkl][A-Za-z0-9+/]{8,}/.test(text.slice(0, 40)) || GEM.test(text.slice(0, 400)))) {
    report(RUBY, 0, Math.min(text.length, 80));
    return true;
  }
  if (first === 84 && OBJECT_HEAD.test(text.slice(0, 24))) {
    report(PHP_OBJECT, 0, Math.min(text.length, 80));
    return true;
  }
  if (
    first === 112 && field.role === "name" && /^py\/(?:reduce|object|type|function|repr|newargs|id|state)/.test(text)
  ) {
    report(PICKLE, 0, text.length);
    return true;
  }
  if (
    field.name.endsWith("__class__") && /^(?:subprocess|os|posix|nt|builtins|commands|pty)\.[a-zA-Z_]{2,20}$/.test(text)
  ) {
    report(PICKLE, 0, text.length);
    return true;
  }
  return false;
}

/** `lower` is the text, or what is left of it without its quoted code: it has no word that the text has not. */
function detectCode(lower: string, { text, chars, signals }: Pick<View, "text" | "chars" | "signals">, say: Say): void {
  if (mayHoldPhp(lower, chars, signals)) detectPhp(lower, { chars, signals }, say);
  if (!mayHoldCode(lower, chars, signals)) return;
  detectJava(lower, text, say);
  detectScripts(lower, say);
}

/** Lower case of the same length. */
function lowerOf(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Rules whose match is an attack in any text: no sentence and no log line holds them by chance. */
const ALWAYS: ReadonlySet<string> = new Set([
  "code.php-shell",
  "code.php-object",
  "code.java-jndi",
  "code.java-lookup",
  "code.java-ognl",
  "code.java-object",
  "code.java-connection",
  "code.java-class-loader",
  "code.node-object",
  "code.node-shell",
  "code.groovy-shell",
  "code.python-shell",
  "code.python-pickle",
  "code.yaml-object",
]);
