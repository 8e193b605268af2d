/**
 * PHP in a value.
 * @module
 */
import { Char, QUOTES } from "../chars.ts";
import { eachCall } from "../lex/calls.ts";
import { Signal } from "../signals.ts";
import type { Rule } from "../types.ts";
import { PHP_CALL, PHP_HIDDEN_CALL, PHP_OBJECT, PHP_SETTING, PHP_SHELL, PHP_TAG, PHP_VARIABLE } from "./rules.ts";
import type { Say } from "./source.ts";

/** White space and comments between a name and what follows it. */
const GAP = String.raw`\s{0,20}(?:(?:/\*[^*]{0,60}\*/|(?://|#)[^\n]{0,60}\n)\s{0,20}){0,3}`;

/** Functions that run, evaluate, read, write or reveal; no other language's words. */
const FUNCTIONS =
  "passthru|shell_exec|proc_(?:open|nice|close|get_status|terminate)|pcntl_[a-z_]{2,20}|posix_[a-z]{2,20}|phpinfo|phpversion|php_(?:uname|sapi_name|strip_whitespace)|base64_(?:de|en)code|call_user_(?:func|method)(?:_array)?|create_function|preg_(?:replace(?:_callback)?|match(?:_all)?)|file_(?:get|put)_contents|file_exists|file(?:atime|group|inode|mtime|owner|perms|size|type)|fsockopen|pfsockopen|stream_[a-z_]{3,30}|socket_[a-z_]{3,30}|curl_(?:init|exec|multi_[a-z_]{3,20})|highlight_(?:file|string)|show_source|php_strip|parse_ini_(?:file|string)|move_uploaded_file|unserialize|var_(?:dump|export)|print_r|debug_(?:backtrace|zval_[a-z]{2,8})|get_(?:defined_(?:functions|vars|constants)|current_user|cfg_var|included_files|object_vars|loaded_extensions)|ini_(?:set|get|get_all|alter|restore)|set_include_path|register_(?:shutdown|tick)_function|array_(?:map|filter|walk|reduce|diff_ukey|udiff|uintersect|diff_uassoc)|gz(?:inflate|uncompress|decode|open|file|passthru)|str_rot13|convert_uu(?:de|en)code|hex2bin|escapeshell(?:cmd|arg)|is_(?:dir|file|executable|link|readable|uploaded_file|writable)|ob_(?:start|get_contents|end_flush)|apache_(?:child_terminate|setenv|note|lookup_uri)|mb_(?:ereg|send_mail|parse_str)[a-z_]{0,20}|mysqli?_[a-z_]{3,20}|pg_[a-z_]{3,20}|ftp_[a-z_]{3,20}|session_(?:start|id|name|status|destroy|unset|reset|gc|abort|commit|(?:en|de)code|create_id|regenerate_id|save_path|module_name|write_close|set_save_handler|register_shutdown|[gs]et_cookie_params|cache_(?:expire|limiter))|spl_autoload[a-z_]{0,20}|strip_tags|addslashes|stripslashes|html_?entities|htmlspecialchars(?:_decode)?|tempnam|tmpfile|readfile|readlink|symlink|scandir|opendir|fopen|fputs|fwrite|fread|fpassthru|unlink|rmdir|chmod|chown|chgrp|putenv|getenv|dl|assert_options|usort|uasort|uksort|error_log|openlog|syslog|zend_[a-z_]{3,20}|func_get_args?|dns_get_record|gethostbyname|getmyuid|getlastmod|sys_get_temp_dir|iptcembed|xmlrpc_[a-z_]{3,20}|simplexml_load_(?:file|string)|imagecreatefrom[a-z]{2,8}";

const FUNCTION_NAME = new RegExp(`^(?:${FUNCTIONS})$`);

/** A longer value is more than one call. */
const MAX_WHOLE = 500;

/** A longer value is a program or a text, in which nobody hides the name of a function. */
const MAX_HIDDEN = 2_000;

/** As the whole value, short functions too, that other languages have as well. */
const WHOLE_CALL = new RegExp(
  String
    .raw`^@?(?:(?:system|exec|popen|eval|assert|include(?:_once)?|require(?:_once)?|file|chr|unpack|pack|substr|strrev|implode|define|glob|mail|sleep|intval|is_[a-z]{3,10}|bz[a-z]{2,16}|gz[a-z]{2,16})(?:\(|(?=\s{2}|[\t\r\n]|\s?/[*/]|\s?#)${GAP}\()|(?:${FUNCTIONS})${GAP}\()`,
);

/** `require('../config')`: JavaScript loads a module of its own. */
const OWN_MODULE = /^\s{0,9}require\s?\(\s?["'](?:\.{0,2}\/)?[@a-z0-9_\-./]{1,80}(?<!\.php)["']\s?\)/;

/** Three plain words in a row. */
const SENTENCE = /[a-z]{2,20} [a-z]{2,20} [a-z]{2,20}/;

/** Ends as code ends; not in a word. */
const CODE_END = /(?:[(){};'"\]/]|\?>)\s{0,9}$/;

const TAG =
  /<\?(?:\s{0,9}php(?![a-z])|=|xml[\s:();]{1,40}(?:echo|system|exec|print|eval|passthru|f?put)|\s{1,20}(?:[$@(]|echo|print|system|include|require|eval|exec|passthru|phpinfo|die|exit|if|while|for|function|var_dump|shell_exec))|\[[\\/]?php\]|<script\s{1,9}language\s?=\s?["']?php/;

const VARIABLE =
  /\$(?:_(?:get|post|request|cookie|server|files|env|session)|globals)\s{0,9}(?:\[|\{)|\$http_(?:raw_post_data|(?:get|post|cookie|server|env|post_files|session)_vars)/;

const RUNNERS =
  "system|exec|passthru|shell_exec|popen|proc_open|eval|assert|phpinfo|call_user_func|create_function|file_get_contents|file_put_contents|pcntl_exec|base64_decode|readfile|show_source|highlight_file|scandir|printf|print_r|var_dump|uname";

/** A runner in quotes or brackets, then a call. */
const STRING_CALL = new RegExp(
  String
    .raw`["']\s?(?:${RUNNERS})\s?["'][\s)\]]{0,8}(?:\[\s?["'\w]{1,8}\s?\]\s?|\{\d{1,3}\}){0,4}[\s)}]{0,4}\(|[(\[](?:${RUNNERS})[)\]]{1,4}(?:\[\d{1,3}\]){0,4}[)}]{0,4}\(`,
);

/** `$f[0]('x')`, `$__[_](1)`, `${'f'}(1)`, `$x=@$f(2)`, `A::$f()`, `"system"(1)`, `(f)('x')` as the whole value. */
const VARIABLE_CALL = new RegExp(
  String
    .raw`^\s{0,9}(?:\$\w{1,40}\s{0,4}=\s{0,4}@?|[a-z]\w{0,30}::|@)?(?:\$\s{0,20}(?:\{[^}]{1,40}\}|[a-z_]\w{0,40})${GAP}(?:(?:\[[^\]]{0,40}\]|\{[^}]{1,20}\})${GAP}){0,4}|["'][\\a-z0-9_]{3,60}["']\s?|\([a-z"'.()[\]\s]{2,60}\)\s?(?=\(\s?["']))\([^)]{0,80}\)\s?;?\s{0,9}$`,
);

/** `${'name'}`: a variable whose name is text. */
const VARIABLE_VARIABLE = /^\s{0,9}\$\s{0,4}\{\s{0,4}["'][^"'}]{0,40}["']/;

const OBJECT = /(?:^|[;{:}"|\s])[oc]:\+?\d{1,6}:\\?"(?:[^"\\]|\\(?!")){1,120}\\?":\d{1,6}:\{/;

/** Classes that only chains of unserialising name, and a constructor as a key: Yii and Craft build what it says. */
const GADGET =
  /psr7\\{1,4}fnstream|broadcasting\\{1,4}pendingbroadcast|["']__construct\(\)\\?["']\s{0,4}:|^__construct\(\)$|["']as \w{0,20}\\?["']\s{0,4}:\s{0,4}\{/;

/** PHP as the content of a data URL. */
const DATA_URL = /data:[a-z/+.-]{0,40}(?:php[^,]{0,20},|;base64,\s?(?:pd9wah|pd89|pd8g|pd9q))/;

const SETTING =
  /(?:^|[\s&?])(?:-d\s{1,4})?(?:auto_(?:prepend|append)_file|allow_url_(?:include|fopen)|disable_(?:functions|classes)|open_basedir|safe_mode(?:_[a-z_]{2,30})?|extension_dir|enable_dl|cgi\.force_redirect|unserialize_(?:max_depth|callback_func)|(?:suhosin|opcache|mbstring|zend|xdebug|phar|user_ini|assert)\.[a-z_.]{3,50})\s{0,4}$/;

/** What is known of a text without reading it: its character classes and signals. */
export interface Known {
  readonly chars: number;
  readonly signals: number;
}

/** Classes of which every PHP rule needs one. */
const NEEDS = Char.underscore | Char.backslash | Char.paren | Char.dollar | Char.angle | Char.bracket | Char.equals |
  Char.brace;

/** Whether any rule here could match. */
export function mayHoldPhp(lower: string, chars: number, signals: number): boolean {
  if ((chars & NEEDS) === 0) return false;
  // A name that is cut in pieces, and white space other than the space before a bracket, give no signal.
  return (chars & (Char.dollar | Char.control)) !== 0 || (signals & SIGNALS) !== 0 || maySplitName(lower, chars);
}

const SIGNALS = Signal.phpTag | Signal.phpCall | Signal.phpName;

function maySplitName(lower: string, chars: number): boolean {
  return (chars & QUOTES) !== 0 && (chars & Char.dot) !== 0 && (chars & Char.paren) !== 0 && lower.length <= MAX_HIDDEN;
}

/** Applies the rules to a text. */
export function detectPhp(lower: string, { chars, signals }: Known, say: Say): void {
  if ((chars & Char.angle) !== 0 ? lower.includes("<?") || lower.includes("php") : lower.includes("php]")) {
    detectTag(lower, say);
  }
  if ((signals & Signal.phpName) !== 0 && lower.length < MAX_NAMED && NAMED.test(lower)) {
    say(PHP_HIDDEN_CALL, 0, lower.length);
  }
  if ((signals & Signal.phpName) !== 0 && (chars & (Char.backslash | Char.brace)) !== 0) {
    match(GADGET, lower, PHP_OBJECT, say);
  }
  if ((signals & Signal.phpTag) !== 0 && (chars & Char.colon) !== 0) match(DATA_URL, lower, PHP_TAG, say);
  if ((chars & Char.dollar) !== 0) detectVariables(lower, say);
  if ((chars & Char.paren) !== 0) {
    if ((signals & Signal.phpCall) !== 0 || (chars & Char.control) !== 0) detectCalls(lower, chars, say);
    if (maySplitName(lower, chars)) detectSplitName(lower, say);
  }
  if ((chars & Char.brace) !== 0 && lower.includes(":{")) match(OBJECT, lower, PHP_OBJECT, say);
  if ((signals & Signal.phpName) !== 0 && (chars & Char.equals) !== 0) detectSettings(lower, say);
}

/** A value that names a function, or a name that hangs a callback on a form, is short. */
const MAX_NAMED = 120;

/** A function's name as the value, and the callbacks of Drupal's render arrays and ThinkPHP's dispatcher. */
const NAMED =
  /^\s{0,9}(?:call_user_func(?:_array)?|shell_exec|proc_open|pcntl_exec|file_put_contents|create_function|invokefunction)\s{0,9}$|\[#(?:(?:post|pre)_render|lazy_builder|markup|access_callback|submit|validate|process|after_build|value_callback)\]|\\think\\[a-z]{3,20}|think\\app\/invokefunction/;

function detectVariables(lower: string, say: Say): void {
  match(VARIABLE, lower, PHP_VARIABLE, say);
  if (lower.length > MAX_HIDDEN) return;
  match(VARIABLE_CALL, lower, PHP_HIDDEN_CALL, say);
  match(VARIABLE_VARIABLE, lower, PHP_HIDDEN_CALL, say);
}

function detectCalls(lower: string, chars: number, say: Say): void {
  match(HASH_PROBE, lower, PHP_CALL, say);
  eachCall(lower, ({ name, at, open }) => {
    if (name.length < 2 || !isCallBefore(lower, at) || !FUNCTION_NAME.test(name)) return false;
    say(PHP_CALL, at, open + 1);
    return true;
  });
  if (
    lower.length < MAX_WHOLE && !OWN_MODULE.test(lower) && WHOLE_CALL.test(lower.trim()) && CODE_END.test(lower) &&
    !SENTENCE.test(lower)
  ) {
    say(PHP_CALL, 0, lower.length);
  }
  if (lower.length > MAX_HIDDEN) return;
  if ((chars & (QUOTES | Char.bracket)) === 0 && !lower.includes(")(")) return;
  match(STRING_CALL, lower, PHP_HIDDEN_CALL, say);
  match(INVERTED_CALL, lower, PHP_HIDDEN_CALL, say);
  if (/^\s{0,9}["'(]/.test(lower)) match(VARIABLE_CALL, lower, PHP_HIDDEN_CALL, say);
}

/** `(~…)()`: the inverted bytes of a function's name are no letters. */
const INVERTED_CALL = /\(\s?~["']?[\u0080-\uffff]{3,40}["']?\s?\)\s?\(/;

/** `print(md5(1))`: a scanner looks for the known hash in the answer. */
const HASH_PROBE = /\b(?:print|echo|die|exit|var_dump|print_r|printf)\s?\(?\s?@?(?:md5|sha1|crc32)\s?\(/;

/** Words of PHP that stand before a call; any other word makes it a sentence. */
const BEFORE_CALL = new Set(["echo", "print", "return", "die", "exit", "and", "or", "if", "else", "new", "include"]);

/** No method, no variable, and no word of a sentence stands before the name. */
function isCallBefore(lower: string, at: number): boolean {
  const before = at > 0 ? lower[at - 1]! : ";";
  if (before === "." && (lower[at - 2] === "'" || lower[at - 2] === '"')) return true;
  if (before === "." || before === ">" || before === "$" || before === "-" || before === "\\") return false;
  if (before !== " " || at < 2 || !/[a-z,]/.test(lower[at - 2]!)) return true;
  const word = /[a-z]{1,10}$/.exec(lower.slice(Math.max(0, at - 12), at - 1));
  return word !== null && BEFORE_CALL.has(word[0]);
}

/** Equals signs that are looked at: a form or a list of settings has few. */
const MAX_SETTINGS = 64;

function detectSettings(lower: string, say: Say): void {
  let tries = 0;
  for (let at = lower.indexOf("="); at >= 0 && tries < MAX_SETTINGS; at = lower.indexOf("=", at + 1)) {
    tries++;
    const from = Math.max(0, at - 70);
    if (at - from < 6) continue;
    const found = SETTING.exec(lower.slice(from, at));
    if (found) {
      say(PHP_SETTING, from + found.index, at + 1);
      return;
    }
  }
}

/** What a template does: loops, conditions, printing an escaped variable. */
const TEMPLATE =
  /^<\?(?:php\s{1,9}(?:(?:foreach|for|if|elseif|while|switch|case)\b[^?]{0,200}:|(?:else|end[a-z]{2,7})\b)|=\s{0,9}(?:e|h|esc|html|__|t)?\(?\$[\w>\-[\]'"]{1,60}\)?\s{0,9};?\s{0,9}\?>)/;

/** What a shell or a dropper does; then the tag is an attack in any text. */
const HOSTILE =
  /\$_(?:get|post|request|cookie|server|files)|\b(?:system|exec|passthru|shell_exec|eval|assert|base64_decode|phpinfo|popen|proc_open|file_put_contents|fsockopen|move_uploaded_file|create_function|call_user_func)\s?\(|\b(?:include|require)(?:_once)?\s{0,4}[("'$]|(?:=|echo|print)\s{0,4}`/;

/** A command or evaluation of what the request brings, or of what was packed: no program reads so. */
const SHELL =
  /\b(?:system|exec|passthru|shell_exec|eval|assert|popen|proc_open|create_function|call_user_func|file_put_contents|move_uploaded_file|include|require)(?:_once)?\s{0,4}\(?\s{0,4}@?[^)\n;]{0,40}(?:\$_(?:get|post|request|cookie|server|files)|base64_decode|gzinflate|str_rot13|php:\/\/)|\$_(?:get|post|request|cookie)\s?\[[^\]]{0,40}\]\s?\(|(?:=|echo|print)\s{0,4}`[^`\n]{0,80}\$_/;

/** Characters after the tag that are read to know what it does. */
const TAG_WINDOW = 400;

/** An opening tag, unless all tags are those of a template. */
function detectTag(lower: string, say: Say): void {
  let from = 0;
  for (let n = 0; n < MAX_TAGS; n++) {
    const found = TAG.exec(lower.slice(from));
    if (!found) return;
    const at = from + found.index;
    const after = lower.slice(at, at + TAG_WINDOW);
    if (SHELL.test(after) || (lower.length <= TAG_WINDOW && !lower.includes("\n") && HOSTILE.test(after))) {
      say(PHP_SHELL, at, at + found[0].length);
      return;
    }
    // A tag and nothing behind it is a line of a program, or an unfinished thought.
    if (found[0][0] === "[" || (!TEMPLATE.test(after) && after.length > found[0].length + 1)) {
      say(PHP_TAG, at, at + found[0].length);
      return;
    }
    from = at + found[0].length;
  }
}

/** Opening tags that are looked at: a template has many, and one that is none tells. */
const MAX_TAGS = 16;

const SPLIT = /["']\s{0,4}\.\s{0,4}["']/g;
const JOINED = new RegExp(String.raw`["'](?:${RUNNERS})["']`);

/** `'sys'.'tem'`. */
function detectSplitName(lower: string, say: Say): void {
  SPLIT.lastIndex = 0;
  const first = SPLIT.exec(lower);
  if (first && JOINED.test(lower.replace(SPLIT, ""))) {
    say(PHP_HIDDEN_CALL, Math.max(0, first.index - 8), first.index + first[0].length + 8);
  }
}

function match(pattern: RegExp, lower: string, rule: Rule, say: Say): void {
  const found = pattern.exec(lower);
  if (found) say(rule, found.index, found.index + found[0].length);
}
