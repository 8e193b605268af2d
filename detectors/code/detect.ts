/**
 * Code injection: source code, expressions and serialised objects that a server would run.
 * @module
 */
import { Char } from "../chars.ts";
import { eachCall } from "../lex/calls.ts";
import { isEscapedInRichText, Writing } from "../lex/prose.ts";
import { detectInViews } from "../report.ts";
import type { Detector } from "../types.ts";
import { detectJava } from "./java.ts";
import { detectPhp } from "./php.ts";
import { JAVA_OBJECT, RULES, SNIPPET } from "./rules.ts";
import { detectScripts } from "./scripts.ts";
import { isManyLines, isSource, type Say } from "./source.ts";

/** Code has a call, an index, a block, a variable, a tag, or a path of names. */
const NEEDS = Char.paren | Char.brace | Char.bracket | Char.dollar | Char.angle | Char.dot | Char.colon |
  Char.underscore |
  Char.equals;

/** Classes of which every PHP rule needs one. */
const PHP_NEEDS = Char.underscore | Char.backslash | Char.paren | Char.dollar | Char.angle | Char.bracket |
  Char.equals | Char.brace;

/** Words without which no rule of Java, scripts and the shared calls can match. */
const WORDS =
  /\$\{|jndi|java|runtime|process|class|ognl|memberaccess|xwork|#context|\(#|transformer|closure|factory|gadget|templatesimpl|jdbcrowset|exception|handler|xmldecoder|scriptengine|unicast|jrmp|serial|datasource|bcel|groovy|corba|org\.apache|springframework|ro0ab|aced|\\xac|\.execute|ldap:|redirect|method:#|require|import|constructor|nd_func|js_function|deno|__|os\.|subprocess|pty\.|commands|posix|exec|eval|compile|system|popen|spawn|shell|assert|pickle|builtins|\nsystem|!ruby|!!|tag:yaml|kernel|io\.|open3|%x|send|marshal|erb\.|gem::|deprecation|objectdata|typeconf|windowsid|assembly|activator|aaeaaad|formatter|xamlreader|\$type|new-object|wscript|scripting|\\x80|lookupref|connectionsource|<cf|hashtable/;

/** A longer text is searched for fewer words: what counts in it are calls, and names that no text has by chance. */
const MAX_SHORT = 300;

const LONG_WORDS =
  /\$\{|__|!!|!ruby|memberaccess|classloader|ro0ab|aced0005|transformer|templatesimpl|mainmodule|nd_func|\nc(?:os|posix|nt|__builtin__)\n/;

/** Last parts of the names that the patterns call. */
const CALLED = new Set(
  "exec eval system popen popen2 popen3 spawn spawnsync execsync shell assert compile execute execfile shellexecute winexec require import constructor __import__ __subclasses__ run call check_output check_call getoutput getstatusoutput import_module loads load open read binding dlopen kill fork getruntime forname getclass processbuilder scriptenginemanager getenginebyname getmethod getmethods invoke t groovyshell createinstance start send end write capture2 capture2e capture3 new sysopen binread command readtextfile execv execl execve execvp file url socket scanner public_send __send__ _load"
    .split(" "),
);

/** Whether a pattern of Java, a script language or a shared call could match. */
function mayHoldCode(lower: string, chars: number): boolean {
  if (lower.length <= MAX_SHORT) return WORDS.test(lower);
  if (LONG_WORDS.test(lower)) return true;
  if ((chars & Char.paren) === 0) return false;
  let found = false;
  eachCall(lower, ({ name }) => (found = CALLED.has(name)));
  return found;
}

export const code: Detector = {
  name: "code",
  title: "Code injection",
  rules: RULES,
  detect: (request) =>
    detectInViews(request, 0, (view, field, report) => {
      const { text, chars } = view;
      // A serialised object can be letters and digits only; nothing else here can.
      if ((chars & NEEDS) === 0) {
        if (text.startsWith("rO0AB")) report(JAVA_OBJECT, 0, text.length);
        return;
      }
      const writing = new Writing(text);
      const outside = isEscapedInRichText(view, field) ? "" : writing.outsideCode;
      let written: boolean | undefined;
      const judge: Say = (rule, from, to) => {
        const isText = () => written ??= writing.isProse || isManyLines(outside) || isSource(outside);
        report(rule.level === 1 && !ALWAYS.has(rule.id) && isText() ? SNIPPET : rule, from, to);
      };
      if (outside === text) {
        detectCode(view.lower, text, chars, judge);
        return;
      }
      // What is quoted as code is level 2; what stands beside it is judged as ever.
      if (outside !== "") detectCode(lowerOf(outside), outside, chars, judge);
      const isQuoted = outside === "" || writing.hasWordsOutside;
      detectCode(view.lower, text, chars, (rule, from, to) => {
        report(!isQuoted && ALWAYS.has(rule.id) ? rule : SNIPPET, from, to);
      });
    }),
};

function detectCode(lower: string, text: string, chars: number, say: Say): void {
  if ((chars & PHP_NEEDS) !== 0) detectPhp(lower, chars, say);
  if (!mayHoldCode(lower, chars)) return;
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
  "code.java-class-loader",
  "code.node-object",
  "code.python-pickle",
  "code.yaml-object",
]);
