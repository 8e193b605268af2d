/**
 * Signal words. As with character classes, one pass over a value says which of them occur in it, and a detector that
 * needs one of its words never looks at a value that has none. A group may hold more than its detector needs, so that
 * a signal is only ever a reason to look closer; it may never hold less.
 * @module
 */
import { SECRET_NAMES, SECRET_PATHS, SERVER_FILES, SYSTEM_PATHS } from "./lex/path_files.ts";

/** Bit of each group of words. */
export const Signal = {
  /** A look-up, class, module or call of Java and the script languages. */
  code: 1 << 0,
  /** Those of them that stand in no long text by chance. */
  rareCode: 1 << 1,
  phpTag: 1 << 2,
  /** A function of PHP, or a quote or bracket before a call. */
  phpCall: 1 << 3,
  /** Names, objects and settings of PHP. */
  phpName: 1 << 4,
  /** What a script in a page does its harm with. */
  sink: 1 << 5,
  /** A URL that may run or hold a script. */
  scriptUrl: 1 << 6,
  /** A style that runs a script. */
  style: 1 << 7,
  /** Code out of brackets, `!` and `+`. */
  puzzle: 1 << 8,
  /** A file that nobody asks for. */
  secretFile: 1 << 9,
  /** A remains of a system's path. */
  systemPath: 1 << 10,
  /** A stream wrapper. */
  wrapper: 1 << 11,
  /** A word that no SQL injection without symbols can do without. */
  sql: 1 << 12,
  /** TRUE, FALSE, NULL, NOT. */
  sqlTruth: 1 << 13,
  /** Parentheses as only LDAP filters have them. */
  ldap: 1 << 14,
  /** A function or an axis of XPath. */
  xpath: 1 << 15,
  /** `||` or `&&`. */
  logic: 1 << 16,
  /** `this.` or `db.` */
  member: 1 << 17,
  prototype: 1 << 18,
  powershell: 1 << 19,
  /** What a loop or condition of cmd.exe needs. */
  batch: 1 << 20,
  /** A function that starts a process. */
  process: 1 << 21,
  /** A network file of bash, a dispatcher of a framework, an alias. */
  shellTrick: 1 << 22,
  /** The first part of a system's path, or a file by whose name a server is known. */
  path: 1 << 23,
} as const;

/** Words of each group; in a group of words with spaces they stand in an array. */
const WORDS: readonly (readonly [signal: number, words: string | readonly string[]])[] = [
  [
    Signal.code,
    "${ jndi java runtime process class ognl memberaccess xwork #context (# transformer closure factory gadget " +
    "templatesimpl jdbcrowset exception handler xmldecoder scriptengine unicast jrmp serial datasource bcel groovy " +
    "corba org.apache springframework ro0ab aced \\xac .execute ldap: redirect method:# require import constructor " +
    "nd_func js_function deno __ os. subprocess pty. commands posix exec eval compile system popen spawn shell assert " +
    "pickle builtins !ruby !! tag:yaml kernel io. open3 %x send marshal erb. gem:: deprecation objectdata typeconf " +
    "windowsid assembly activator aaeaaad formatter xamlreader $type new-object wscript scripting \\x80 lookupref " +
    "connectionsource <cf hashtable @{ <%@ runat while for(; hikari logback reloadbyurl rmi: iiop: corbaname: qaaap////8 " +
    "baaaa/////w gasv maindeployer syndication jdbc: system.configuration system.io system.web system.data system.security " +
    "system.activities system.windows system.resources system.codedom system.identity",
  ],
  [
    Signal.rareCode,
    "${ __ !! !ruby memberaccess @{ <%@ runat classloader ro0ab aced0005 transformer templatesimpl mainmodule nd_func",
  ],
  [Signal.code, ["new file"]],
  [Signal.rareCode, ["\ncos\n", "\ncposix\n", "\ncnt\n", "\nc__builtin__\n"]],
  [Signal.phpTag, "<? php pd9wah pd89 pd8g"],
  [
    Signal.phpCall,
    "passthru shell_exec proc_ pcntl_ posix_ php base64_ call_user_ create_function preg_ file sockopen stream_ " +
    "socket_ curl_ highlight_ show_source parse_ini_ move_uploaded serialize var_ print debug_ get_ ini_ set_include " +
    "register_ array_ gz str_rot13 convert_uu hex2bin escapeshell is_ ob_ apache_ mb_ mysql pg_ ftp_ session_ spl_ " +
    "strip_tags slashes html tempnam tmpfile read symlink scandir opendir fopen fputs fwrite unlink rmdir chmod chown " +
    "chgrp putenv getenv dl assert sort error_log openlog syslog zend_ func_get dns_get gethost getmyuid getlastmod " +
    "sys_get iptcembed xmlrpc_ simplexml imagecreate system exec popen eval include require chr pack substr strrev " +
    "implode define glob mail sleep intval bz md5 sha1 crc32 uname )( \"( '(",
  ],
  [Signal.phpCall, ['" (', "' (", ") ("]],
  [
    Signal.phpName,
    "call_user_func shell_exec proc_open pcntl_exec file_put_contents create_function invokefunction [# \\think\\ " +
    "think\\app :{ auto_ allow_url_ disable_ open_basedir safe_mode extension_dir enable_dl cgi.force_ unserialize_ fnstream pendingbroadcast __construct() " +
    "suhosin. opcache. mbstring. zend. xdebug. phar. user_ini. assert.",
  ],
  [
    Signal.sink,
    "alert prompt confirm eval constructor fromcharcode settimeout setinterval execscript document location import " +
    "function fetch atob xmlhttp getscript javascript: top self this window parent frames opener \\u0 \\u{ \\x \\1",
  ],
  [Signal.scriptUrl, "script data mhtml"],
  [Signal.style, "-moz-binding:url( expression("],
  [Signal.puzzle, "![] +[] [+"],
  [Signal.secretFile, "etc\\hosts etc/passwd etc/shadow proc/self/ win.ini boot.ini web-inf/"],
  [Signal.systemPath, "etc .ini windows"],
  [Signal.wrapper, ":// data: file:/ jar: netdoc:"],
  [Signal.sql, "union select order group having waitfor exec shutdown information_schema drop --"],
  [Signal.sqlTruth, "true false null not"],
  [Signal.ldap, ")( &( |( !( *( %( 0( (& (| (! %00"],
  [Signal.ldap, ["( &", "( |", "( !"]],
  [
    Signal.xpath,
    "count( length( name( position() last() starts-with( contains( substring( text() node() doc( unparsed-text " +
    "normalize-space( string( sum( boolean( not( // @* ::",
  ],
  [Signal.logic, "|| &&"],
  [Signal.member, "this. db."],
  [Signal.prototype, "__proto__ constructor"],
  [Signal.powershell, "powershell pwsh invoke- new-object bitstransfer iex download base64string"],
  [Signal.shellTrick, [" -e /bin", " -e sh", " -c /bin", " -e cmd", "|sh", "| sh", "|bash", "| bash"]],
  [Signal.batch, "exist defined errorlevel == equ neq lss leq gtr geq %"],
  [
    Signal.process,
    "system exec passthru popen proc_open spawn check_output getoutput call run backtick xp_cmdshell eval " +
    "wscript.shell processbuilder",
  ],
  [Signal.path, [...SECRET_PATHS, ...SYSTEM_PATHS, ...SECRET_NAMES].map(firstPart)],
  [Signal.path, SERVER_FILES],
  [Signal.shellTrick, "/dev/tcp/ /dev/udp/ think invokefunction call_user_func alias ifs /etc/cron"],
];

/** The part before the first slash with that slash: behind it an attacker may double the slash or put `./`. */
function firstPart(path: string): string {
  const slash = path.indexOf("/");
  return slash < 0 ? path : path.slice(0, slash + 1);
}

/** Columns of the automaton, a power of two: more than the words have characters. */
const WIDTH_BITS = 6;

interface Automaton {
  /** Column of each ASCII code; 0 for one that no word has. */
  readonly columns: Uint8Array;
  /** The next state by state and column. */
  readonly next: Uint16Array;
  /** Signals of the words that end in a state. */
  readonly found: Int32Array;
}

const { columns, next, found } = build();

/**
 * Aho and Corasick's automaton, with every failure followed beforehand. States are numbered by their distance from
 * the first: a text seldom gets beyond the third character of a word, and what it visits then lies close together.
 */
function build(): Automaton {
  const pairs = WORDS.flatMap(([signal, words]) =>
    (typeof words === "string" ? words.split(" ") : words).map((word) => [signal, word] as const)
  );
  const size = 1 + pairs.reduce((sum, [, word]) => sum + word.length, 0);
  const automaton: Automaton = {
    columns: new Uint8Array(128),
    next: new Uint16Array(size << WIDTH_BITS),
    found: new Int32Array(size),
  };
  const { columns, next, found } = automaton;
  // Where each word stands after as many characters as were added so far.
  const states = new Uint16Array(pairs.length);
  const longest = Math.max(...pairs.map(([, word]) => word.length));
  let known = 1;
  let used = 0;
  for (let i = 0; i < longest; i++) {
    pairs.forEach(([signal, word], n) => {
      if (i >= word.length) return;
      const code = word.charCodeAt(i);
      const state = next[states[n]! << WIDTH_BITS | (columns[code] ||= ++used)] ||= known++;
      states[n] = state;
      if (i === word.length - 1) found[state]! |= signal;
    });
  }
  if (used >= 1 << WIDTH_BITS) throw new RangeError("Cannot build the signals: too many different characters");
  follow(automaton, known);
  return automaton;
}

/** Fills each state's missing steps from the state of its longest proper ending; nearer states have lower numbers. */
function follow({ next, found }: Automaton, states: number): void {
  const width = 1 << WIDTH_BITS;
  const failure = new Uint16Array(states);
  for (let state = 0; state < states; state++) {
    for (let column = 1; column < width; column++) {
      const place = state << WIDTH_BITS | column;
      const fallback = state === 0 ? 0 : next[failure[state]! << WIDTH_BITS | column]!;
      const child = next[place]!;
      if (child === 0) {
        next[place] = fallback;
        continue;
      }
      failure[child] = fallback;
      found[child]! |= found[fallback]!;
    }
  }
}

/** Which groups have a word in the lower-cased text. */
export function signalsOf(lower: string): number {
  let signals = 0;
  let state = 0;
  for (let i = 0; i < lower.length; i++) {
    const code = lower.charCodeAt(i);
    state = next[state << WIDTH_BITS | (code < 128 ? columns[code]! : 0)]!;
    signals |= found[state]!;
  }
  return signals;
}
