/**
 * File uploads in disguise: names that a web server executes, and content that is not what it says.
 *
 * Misses, on purpose: what only a decompressor sees (archives), scripts for the client's own machine (level 2),
 * binary content, which the guard does not read as text.
 * @module
 */
import { detectInViews, type Report } from "../report.ts";
import type { Detector, Level, Rule, Severity, View } from "../types.ts";

function rule(name: string, level: Level, severity: Severity, title: string, why: string): Rule {
  return { id: `upload.${name}`, category: "upload", severity, level, title, why };
}

const EXECUTABLE = rule(
  "executable-name",
  1,
  "critical",
  "Server script as a file",
  "the file's ending makes a web server run it",
);
const DOUBLE = rule(
  "double-ending",
  1,
  "critical",
  "Script ending in disguise",
  "a script's ending hides before a harmless one or behind a character that is dropped",
);
const SETTINGS = rule(
  "server-settings",
  1,
  "critical",
  "Settings of the server",
  "the file is one by which a directory of a web server is configured",
);
const SESSION = rule(
  "session-file",
  1,
  "critical",
  "Session file",
  "the file is named like a session of PHP, whose content the server would take for its own",
);
const WEB_SHELL = rule(
  "web-shell",
  1,
  "critical",
  "Web shell",
  "the file's text is a server script that runs what a request tells it",
);
const POLYGLOT = rule(
  "polyglot",
  1,
  "critical",
  "Script in a picture",
  "the file begins like a picture or a document and contains a server script",
);
const ACTIVE_SVG = rule(
  "active-svg",
  1,
  "critical",
  "Active picture",
  "the SVG picture contains a script or an event handler",
);
const INTERPRETER = rule(
  "converter-command",
  1,
  "critical",
  "Command for the picture's converter",
  "the file makes the program that converts it run a command or read another file",
);
const HANDLER = rule(
  "handler-settings",
  1,
  "critical",
  "Settings that make files executable",
  "the file tells the web server to run harmless endings as scripts",
);
const ACTIVE_PAGE = rule(
  "active-page",
  1,
  "critical",
  "File that is only a script",
  "the file's text begins with a script that a browser would run in the name of this site",
);
const PUT_SCRIPT = rule(
  "put-script",
  1,
  "critical",
  "Script put into place",
  "the request writes a server script to a path",
);
const CLIENT_SCRIPT = rule(
  "client-program",
  2,
  "error",
  "Program as a file",
  "the file is a program for the computer of whoever opens it",
);

/** File uploads in disguise. */
export const upload: Detector = {
  name: "upload",
  title: "Disguised uploads",
  rules: [
    EXECUTABLE,
    DOUBLE,
    SETTINGS,
    SESSION,
    WEB_SHELL,
    POLYGLOT,
    ACTIVE_SVG,
    ACTIVE_PAGE,
    HANDLER,
    INTERPRETER,
    PUT_SCRIPT,
    CLIENT_SCRIPT,
  ],
  detect(request) {
    const writes = request.method === "PUT" || request.method === "MOVE" || request.method === "COPY";
    return detectInViews(request, 0, (view, field, report) => {
      if (field.role === "filename") detectName(view, report);
      else if (field.role === "document" || (writes && field.source === "body" && field.name === "")) {
        detectContent(view, report);
      } else if (writes && field.source === "path" && field.name === "") detectPut(view, report);
    }, { documents: true });
  },
};

/** Endings that some web server runs. */
const SERVER =
  "php\\d?|phtml|pht|phar|phps|php-s|pgif|inc|aspx?|ashx|asmx|asa|ascx|cer|cdx|cshtml|vbhtml|jspx?|jspf|jsw|jsv|jhtml|cgi|fcgi|pl|cfml?|cfc|dbm|shtml?|stm|hphp|module|do|action|war";
const ENDS_IN_SCRIPT = new RegExp(`\\.(?:${SERVER})$`);
const HIDES_SCRIPT = new RegExp(
  `\\.(?:php\\d?|phtml|pht|phar|aspx?|ashx|asmx|asa|cer|jspx?|cgi|cfm|shtml)(?:\\.[a-z0-9]{1,5}|[\\s.]+|[;:%\\0/\\\\\u0000].{0,40}|::\\$[a-z]+.{0,20}|%(?:00|0a|20|0d|2e).{0,20}|\\\\x00.{0,20})$`,
);
const CLIENT =
  /\.(?:exe|scr|bat|cmd|com|pif|ps1|psm1|vbs|vbe|wsf|wsh|hta|lnk|msi|jar|dll|cpl|reg|jse|chm|xll|iso|img)$/;
/** Compiled or packed sources whose middle ending is ordinary: `index.php.map`, `jsp.md`. */
const HARMLESS_TAIL =
  /\.(?:map|md|mdx|txt|html?|json|ya?ml|ts|js|diff|patch|log|bak|pdf|zip|gz|tar|twig|dist|example|sample|stub|tpl|snap|lock|xml)$/;

function detectName(view: View, report: Report): void {
  const name = view.lower;
  const { length } = name;
  if (length === 0 || length > 400) return;
  const written = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  // A space behind the dot, which some systems drop.
  const base = written.includes(". ") ? written.replace(/\.\s+/g, ".") : written;
  if (/^\.(?:htaccess|htpasswd|user\.ini)[.\s\0]*$|^web\.config[.\s\0]*$|^php\.ini$|^httpd\.conf$/.test(base)) {
    return report(SETTINGS, 0, length);
  }
  if (/^sess_[a-z0-9,-]{20,256}$/.test(base)) return report(SESSION, 0, length);
  if (HIDES_SCRIPT.test(base) && !HARMLESS_TAIL.test(base)) return report(DOUBLE, 0, length);
  if (ENDS_IN_SCRIPT.test(base) && !/\.(?:inc|pl|do|action|module)$/.test(base)) return report(EXECUTABLE, 0, length);
  if (CLIENT.test(base)) report(CLIENT_SCRIPT, 0, length);
}

function detectPut(view: View, report: Report): void {
  const path = view.lower;
  const match = /\.(?:jspx?|php\d?|phtml|aspx?|ashx|war|cer|cgi)(?:[/;%\s:.\0].{0,20})?$/.exec(path.slice(-120));
  if (match) report(PUT_SCRIPT, 0, path.length);
}

const COMMANDS =
  /\b(?:eval|assert|system|exec|passthru|shell_exec|popen|proc_open|create_function|call_user_func(?:_array)?|base64_decode|gzinflate|str_rot13|move_uploaded_file|file_put_contents|phpinfo)\b\s{0,8}[\s(@$'"]|\$_(?:get|post|request|cookie|server|files)\b|`\$_/;
const JSP =
  /runtime\s{0,4}\.\s{0,4}getruntime|processbuilder|request\.getparameter|defineclass|classloader|scriptengine|getinputstream/;
const ASP =
  /\b(?:eval|execute|executeglobal)\b[\s(]{1,8}request|wscript\.shell|request(?:\.(?:form|item|querystring))?\s{0,4}[([]|process\.start|processstartinfo|server\.createobject|language\s{0,4}=\s{0,4}["']?(?:jscript|c#|vb)/;

function detectContent(view: View, report: Report): void {
  const { lower } = view;
  const head = lower.slice(0, 16);
  const php = openingOfPhp(lower);
  const script = php >= 0 ? php : lower.indexOf("<%");
  const picture = /^(?:gif8|.png|\ufffdpng|\ufffd\ufffd\ufffd|bm.{2}|%pdf-|id3|riff|ii\*|pk)/s.test(head);
  // A manual shows scripts between fences.
  const json = /^\s{0,20}[{[]/.test(head);
  if (script >= 0 && !json && (picture || !lower.slice(Math.max(0, script - 4_000), script).includes("```"))) {
    const body = lower.slice(script, script + 4_000);
    const shell = php >= 0 ? COMMANDS.test(body) : JSP.test(body) || ASP.test(body);
    if (picture && (shell || php >= 0)) return report(POLYGLOT, script, script + Math.min(body.length, 80));
    if (shell) return report(WEB_SHELL, script, script + Math.min(body.length, 80));
  }
  detectSvg(view, report);
  const converter = CONVERTER.exec(lower.length > 8_000 ? lower.slice(0, 8_000) : lower);
  if (converter) report(INTERPRETER, converter.index, converter.index + converter[0].length);
  const page = /^[\s\ufeff]{0,20}<(?:script[\s>]|img\s[^>]{0,200}\bonerror\s{0,4}=|iframe\s[^>]{0,200}javascript:)/
    .exec(lower.slice(0, 400));
  if (page) report(ACTIVE_PAGE, 0, page[0].length);
  const handler =
    /(?:^|\n)\s{0,8}(?:addtype|addhandler|sethandler|php_value\s{1,8}auto_(?:prepend|append)_file|auto_(?:prepend|append)_file\s{0,4}=)\s{0,8}[^\n]{0,80}(?:php|cgi|server-parsed|\.(?:jpe?g|png|gif|txt))/
      .exec(lower.slice(0, 4_000));
  if (handler) report(HANDLER, handler.index, handler.index + handler[0].length);
}

/** MVG and MSL of ImageMagick, the pipe of Ghostscript, Perl in the notes of a DjVu file, which ExifTool evaluates. */
const CONVERTER =
  /\(%pipe%[^)\n]{1,120}\)|\burl\((?:https?|ftp):[^)\n"]{0,120}["'][^)\n]{0,4}[|;`]|\b(?:image\s{1,4}over|fill|msl|push)\b[^\n]{0,60}\b(?:ephemeral|msl|label):[@/]|\(copyright\s{1,4}"\\[^)]{0,60}(?:qx\{|`|system)|<(?:read|write)\s{1,4}filename\s?=\s?["'](?:\/|msl:|caption:|inline:)/;

/** Where a PHP block begins, or -1: `<?php`, `<?=`, `<script language="php">`; `<?xml` is none. */
function openingOfPhp(lower: string): number {
  for (let at = lower.indexOf("<?"), n = 0; at >= 0 && n < 100; at = lower.indexOf("<?", at + 2), n++) {
    const tag = lower.slice(at, at + 6);
    if (tag.startsWith("<?php") || tag.startsWith("<?=") || /^<\?[\s@$`(]/.test(tag)) return at;
  }
  return lower.search(/<script\s{1,8}language\s{0,4}=\s{0,4}["']?php/);
}

/** A picture that runs: browsers execute what stands in an SVG that is opened by itself. */
function detectSvg(view: View, report: Report): void {
  const { lower } = view;
  const svg = lower.indexOf("<svg");
  if (svg < 0 || svg > 4_000 || !/^[\s\ufeff]*(?:<\?xml|<!doctype|<!--|<svg)/.test(lower.slice(0, 200))) return;
  const match =
    /<script[\s>/]|[\s"'/]on[a-z]{3,24}\s{0,4}=\s{0,4}["'\w]|(?:href|to|from|values)\s{0,4}=\s{0,4}["']\s{0,4}(?:javascript|data:text\/html|data:image\/svg|(?:expect|php|phar|file|msl|ephemeral|gopher|jar):|text:\/)|<(?:iframe|embed|object)[\s>/]|<handler[\s>]/
      .exec(lower.slice(svg, svg + 60_000));
  if (match) report(ACTIVE_SVG, svg + match.index, svg + match.index + match[0].length);
}
