/**
 * Node.js, Python, Ruby, Perl, .NET and calls that several languages share.
 * @module
 */
import type { Rule } from "../types.ts";
import {
  COMMAND_CALL,
  DOTNET,
  ENDLESS,
  GROOVY_SHELL,
  NODE,
  NODE_OBJECT,
  NODE_SHELL,
  PAGE,
  PERL,
  PICKLE,
  PYTHON,
  PYTHON_SHELL,
  RUBY,
  YAML,
} from "./rules.ts";
import type { Say } from "./source.ts";

const PATTERNS: readonly (readonly [Rule, RegExp])[] = [
  [
    NODE,
    /(?:require|import)\s?\(\s?["'`](?:node:)?(?:child_process|vm|cluster|repl|worker_threads|inspector)["'`]|(?:require|import)\s?\(\s?["'`](?:node:)?(?:fs|os|net|http|https|dns)["'`]\s?\)\s?\.(?:read|write|exec|unlink|append|create|readdir|connect|get|userinfo|networkinterfaces)|['"]\s?;\s?process\.(?:exit|abort|kill)\s?\(|^\s{0,4}process\.(?:exit|abort)\s?\(\d{0,3}\)\s?;?\s{0,4}$|process\.(?:mainmodule|binding\s?\(|dlopen\s?\(|kill\s?\()|(?:global|globalthis|root)\.process\b|(?:^|[^\w.])child_process\.(?:exec|spawn|fork)|\.constructor\.constructor\b|(?:^|[^\w.])(?:process|require|globalthis)\s?\[\s?(?:["'`](?![\w.-]{1,40}["'`]\]\s?[=!<>]=)|req\.|mainmodule)|mainmodule\.require|constructor\s?\(\s?["'`]\s?return\s{1,4}(?:this|process|global)|res\.(?:end|send|write)\s?\(\s?(?:require|process|global)|deno\.(?:run|command|readtextfile|open)\s?\(\s?["'{]|module\.constructor\._load|\((?:function\s?\(\)\s?\{\s?return|\(\)\s?=>)\s{0,4}(?:process|global|globalthis|require)\b/,
  ],
  [NODE_SHELL, /mainmodule\.(?:require|constructor)|\.binding\s?\(\s?["'`]spawn_sync/],
  [
    PYTHON_SHELL,
    /__import__\s?\(\s?["'](?:os|subprocess|pty|commands)["']\s?\)\s?\.(?:system|popen|spawn|check_output|getoutput|run|call|exec)|\.__bases?__[^\n]{0,12}\.__subclasses__\s?\(/,
  ],
  [
    GROOVY_SHELL,
    /(?:["']|,\s?["'][^"'\n]{0,80}["']\s?\])\s?\.execute\s?\(\s?\)\s?(?:\.\s?(?:text|wait|in|gettext)|;|$)/,
  ],
  [NODE_OBJECT, /_\$\$nd_func\$\$_|__js_function|\{"rce":"_/],
  [
    PYTHON,
    /__import__\s?\(|__builtins__\s?[.[,)]|(?:^|[^\w.])(?:os\.(?:system|popen|exec[lv][pe]{0,2}|spawn[lv][pe]{0,2})|subprocess\.(?:getoutput|getstatusoutput)|pty\.spawn|commands\.getoutput|posix\.system|nt\.system)\s?\(|(?:exec|eval)\s?\(\s?compile\s?\(|subprocess\.(?:popen|call|run|check_output|check_call)\s?\((?:\s?["']|[^)\n]{0,120}shell\s?=\s?(?:true|1))|import\s{1,4}(?:os|subprocess|pty|socket)\b[^\n]{0,20};[^\n]{0,200}(?:os\.(?:system|popen|exec|spawn|dup2|remove|unlink|kill|fork|listdir|read|open|getuid)|subprocess\.|pty\.|socket\.socket)|^\s{0,4}[\w.]{1,200}\.os\.(?:system|popen|execv?p?e?)\s{0,4}$|importlib\.import_module\s?\(\s?["'](?:os|subprocess|pty)|\.__subclasses__\s?\(|\.__globals__\s?[.[]|\.__class__\.__(?:mro|bases?)__|pickle\.loads?\s?\(\s?[b"']|builtins\.(?:exec|eval|open)\s?\(/,
  ],
  [
    PICKLE,
    /(?:^|[\n(])c(?:os|posix|nt|subprocess|__builtin__|builtins|commands|pty)\n(?:system|popen|exec[a-z]{0,3}|eval|call|check_output|getattr|spawn|execfile)\n|(?:^|[^a-z0-9+/])gasv[a-z0-9+/]{1,3}a{7,9}|\\x80\\x0[2-5]c?[^\s]{0,20}(?:posix|os|subprocess)/,
  ],
  [
    YAML,
    /!ruby\/(?:object|hash|struct|class|module|sym|regexp|exception)|!!python\/(?:object|name|module|tuple)|!!(?:javax?|com\.sun|org\.(?:apache|spring)|sun)\.[a-z]|!!js\/(?:function|regexp|undefined)|tag:yaml\.org,2002:(?:python|js|java)\/|!<tag:yaml/,
  ],
  [
    RUBY,
    /kernel\.(?:exec|system|open|spawn|eval)\b\s?[("']|(?:^|[^\w.])io\.(?:popen|sysopen|binread|read)\s?\(?\s?["'[]|open3\.(?:popen|capture)[0-9e]{1,2}|%x\s?[{(\[][a-z]|process\.spawn\s?\(?["']|instance_eval\b|class_eval\b|(?:^|[^\w])(?:send|public_send|__send__)\s?\(?\s?:(?:system|exec|eval|instance_eval|open|spawn)|marshal\.load\s?\(|erb\.new\s?\(|file\.(?:read|open)\s?\(?\s?["']\/etc|io\.popen\s?\(|activesupport::deprecation|gem::(?:requirement|installer|specfetcher)/,
  ],
  [
    DOTNET,
    /system\.diagnostics\.process\b|(?:^|[^\w.])process\.start\s?\(\s?["'@]|objectdataprovider|typeconfusedelegate|windowsidentity\b.{0,40}bootstrapcontext|system\.management\.automation|system\.reflection\.assembly|assembly\.load\s?\(|activator\.createinstance\s?\(|aaeaaad\/{4,8}|aqaaap\/{4}8baaaaaaaaaawc|abaaaa\/{5}weaaaaaaaaadai|losformatter|binaryformatter\b|system\.workflow\.componentmodel|system\.(?:configuration\.install|windows\.data|io\.(?:file|directory)info|activities\.presentation|web\.security\.role|security\.(?:claims|principal)\.[a-z]{0,20}identity|data\.dataset|identitymodel|resources\.resourceset|codedom\.compiler)\b[^\n]{0,80},\s?(?:system|presentation|mscorlib)|xamlreader\.parse|system\.data\.services\.internal|"\$type"\s?:\s?"system\.|new-object\s{1,9}system\.|(?:^|[^\w])(?:wscript|scripting)\.(?:shell|filesystemobject)\b/,
  ],
  [
    COMMAND_CALL,
    /<cf(?:execute|script|object)\b|(?<![\w$>:]|[^"'`]\.|[a-z,] )(?:system|exec|execsync|popen|popen2|spawn|spawnsync|shell|eval|assert|compile|os\.execute|io\.popen|execfile|shellexecute|winexec|runtime\.exec)\s{0,4}\(\s{0,4}(?:["'`$@]|chr\s?\(|base64|gzinflate|str_rot13|atob|string\.|unescape|bytes|(?:requests?|params?)\b(?!\s?:)|input\s?\()/,
  ],
  [PERL, /@\{\s{0,8}\[\s{0,8}[\w:'"`%(\\][^\n\]]{0,200}\]/],
  [
    PAGE,
    /<%@\s{0,4}(?:page|register|import|control|assembly|master|webhandler|webservice)\s|\srunat\s?=\s?["']?server\b/,
  ],
  [
    ENDLESS,
    /^["'`)\];}\s]{0,6}(?:while\s?\(\s?[-+!~]{0,4}(?:true|false|this|nan|null|infinity|undefined|\d{1,4}|\{\}|\[\]|''|""|``)\s?\)|for\s?\(\s?;\s?;\s?\))\s?(?:[;{]|$)/,
  ],
];

/** Applies the rules of all these languages. */
export function detectScripts(lower: string, say: Say): void {
  for (const [rule, pattern] of PATTERNS) {
    const found = pattern.exec(lower);
    if (found) say(rule, found.index, found.index + found[0].length);
  }
}
