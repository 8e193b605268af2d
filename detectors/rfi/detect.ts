/**
 * Remote file inclusion: a URL where an application expects the name of its own file.
 *
 * Misses, on purpose: an ordinary URL in a parameter that may well take one (level 2, in parameters for files).
 * @module
 */
import { Char } from "../chars.ts";
import { findUrls, type FoundUrl } from "../lex/url.ts";
import { detectInViews, type Report } from "../report.ts";
import type { Detector, InspectedField, Level, Rule, Severity, View } from "../types.ts";

function rule(name: string, level: Level, severity: Severity, title: string, why: string): Rule {
  return { id: `rfi.${name}`, category: "rfi", severity, level, title, why };
}

const CUT = rule(
  "cut-url",
  1,
  "critical",
  "URL that cuts off an ending",
  "the URL ends in a question mark or a NUL, so that what the application appends is lost",
);
const SCRIPT = rule(
  "remote-script",
  1,
  "critical",
  "Remote script",
  "a parameter that names a file of the application holds the URL of a script",
);
const ADDRESS = rule(
  "bare-address",
  1,
  "critical",
  "URL with a bare address and a command",
  "the URL leads to a bare address and brings a command for the script there",
);
const GLOBAL = rule(
  "global-variable",
  1,
  "critical",
  "URL in a global variable",
  "the parameter overwrites a path variable of the application with a URL",
);
const CALL = rule(
  "include-call",
  1,
  "critical",
  "Include of a URL",
  "the value calls include or require with a URL",
);
const URL_PARAMETER = rule(
  "url-in-file-parameter",
  2,
  "error",
  "URL in a file parameter",
  "a parameter that names a file of the application holds a URL",
);

/** Remote file inclusion. */
export const rfi: Detector = {
  name: "rfi",
  title: "Remote file inclusion",
  rules: [CUT, SCRIPT, ADDRESS, GLOBAL, CALL, URL_PARAMETER],
  detect: (request) => detectInViews(request, Char.slash | Char.backslash, detectView),
};

/** Parameters that name one of the application's own files. */
const FILE_PARAMETER =
  /^(?:.*[._[/-])?(?:inc|incl|include|includes|page|p|pag|file|filename|filepath|path|root|docroot|doc_root|document_?root|root_?path|base_?(?:path|dir)|abs(?:olute)?_?path|.{0,40}_(?:path|dir|root|inc)|dir|directory|folder|template|tpl|tmpl|theme|skin|style|layout|lang|language|locale|module|mod|plugin|component|content|body|section|load|loader|require|script|view|show|config|cfg|settings|header|footer|menu|nav|read|class_?path|lib)\]?$/i;
const GLOBALS =
  /^(?:_?globals?\[|_(?:server|get|post|request|session|env|cookie)\[|mosconfig_|document_root$|phpbb_root_path$|.{0,30}_root_path$|_ccfg\[|globals\.)/i;
const SCRIPT_PATH = /\.(?:txt|php\d?|phtml|inc|asp|aspx|jsp|cgi|pl|cfm|dat|cmd|log|sh|py)(?:[?#].*)?$/i;
const PICTURE_PATH = /\.(?:gif|jpe?g|png|bmp|ico)\?+$/i;

function detectView(view: View, field: InspectedField, report: Report): void {
  const { text, lower, chars } = view;
  if (chars & Char.paren && lower.includes("://")) detectCall(view, report);
  if (field.role !== "value" || field.source === "path" || text.length > 600) return;
  if (!/^\s{0,4}(?:https?|ftps?|\/\/|\\\\)/i.test(text)) return;
  if (field.source === "header" && !/^x-/.test(field.name)) return;
  const trimmed = text.trim();
  if (/[ \t\r\n]/.test(trimmed)) return;
  const url = findUrls(text)[0];
  if (!url || url.start > 4 || url.authority === "") return;
  judge(text, url, field, report);
}

function judge(text: string, url: FoundUrl, field: InspectedField, report: Report): void {
  const { rest, authority, scheme } = url;
  const name = field.name;
  const end = text.length;
  const inFile = FILE_PARAMETER.test(name);
  if (GLOBALS.test(name)) return report(GLOBAL, 0, end);
  const cut = /(?:\?{1,4}|%00|\0|\\x00)$/.test(rest) || /\?(?:&|%26)?(?:cmd|c|exec|act|shell)=/i.test(rest);
  if (cut && (SCRIPT_PATH.test(rest.replace(/\?+$|\0$|%00$|\\x00$/, "")) || PICTURE_PATH.test(rest) || inFile)) {
    return report(CUT, 0, end);
  }
  const address = /^(?:[^@]*@)?\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?$/.test(authority);
  if (address && (cut || /[?&](?:cmd|exec|c|shell)=/i.test(rest))) return report(ADDRESS, 0, end);
  // Random parameter names carry URLs of pages; a text file or an address is no page.
  if (
    inFile && (/\.(?:inc|dat|cmd)(?:[?#]|$)/i.test(rest) || (address && /\.(?:txt|log)(?:[?#]|$)/i.test(rest))) &&
    !/robots\.txt|llms|license|readme|security\.txt/i.test(rest)
  ) {
    return report(SCRIPT, 0, end);
  }
  if (
    inFile &&
    /\/(?:[a-z0-9_.-]{0,20}(?:shell|backdoor|c99|r57|b374k|wso|cmd|exploit|evil)[a-z0-9_.-]{0,12})\.[a-z0-9]{2,5}(?:[?#]|$)/i
      .test(rest)
  ) {
    return report(SCRIPT, 0, end);
  }
  if (inFile && address && SCRIPT_PATH.test(rest)) return report(SCRIPT, 0, end);
  if (scheme === "ftp" && SCRIPT_PATH.test(rest)) return report(SCRIPT, 0, end);
  if (inFile) report(URL_PARAMETER, 0, end);
}

/** `include("http://…")` in a value. */
function detectCall(view: View, report: Report): void {
  const match =
    /(?:^|[^\w.])(?:include|include_once|require_once|readfile|file_get_contents|fopen)\s{0,3}\(?\s{0,3}["'](?:https?|ftp|data|php):/
      .exec(view.lower);
  if (match) report(CALL, match.index, match.index + match[0].length);
}
