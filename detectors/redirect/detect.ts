/**
 * Open redirects: parameters that send the browser on to another site.
 *
 * The engine does not know which sites are the application's own, so an ordinary absolute URL counts at level 2
 * only; at level 1 count forms that are made to pass a check for "begins with a slash".
 * @module
 */
import { Char } from "../chars.ts";
import { detectInViews, type Report } from "../report.ts";
import type { Detector, InspectedField, Level, Rule, Severity, View } from "../types.ts";

function rule(name: string, level: Level, severity: Severity, title: string, why: string): Rule {
  return { id: `redirect.${name}`, category: "redirect", severity, level, title, why };
}

const DISGUISED = rule(
  "disguised-target",
  1,
  "critical",
  "Disguised redirect",
  "a browser reads the target as another site though it looks like a path of this one",
);
const SLASHES = rule(
  "scheme-relative",
  1,
  "critical",
  "Redirect to //host",
  "the target begins with two slashes, by which a browser leaves the site",
);
const SCRIPT = rule(
  "script-target",
  1,
  "critical",
  "Redirect to a script",
  "the target of a redirect is a script instead of an address",
);
const EXTERNAL = rule(
  "external-target",
  2,
  "critical",
  "Redirect to another site",
  "a parameter that says where to go next holds an absolute URL",
);

/** Open redirects. */
export const redirect: Detector = {
  name: "redirect",
  title: "Open redirects",
  rules: [DISGUISED, SLASHES, SCRIPT, EXTERNAL],
  detect(request) {
    let redirects: boolean | undefined;
    const sendsOn = () => redirects ??= PATH.test(request.path);
    return detectInViews(request, Char.slash | Char.backslash | Char.colon, (view, field, report) => {
      detectView(view, field, sendsOn, report);
    });
  },
};

const PARAMETER =
  /^(?:.*[._[/-])?(?:next|return|returnto|return_?to|return_?url|returnuri|return_?path|redirect|redirect_?to|redirect_?ur[il]|redir|redirurl|redir_?url|goto|go|dest|destination|continue|continue_?to|forward|forward_?url|target_?url|success_?url|cancel_?url|fail(?:ure)?_?url|error_?url|back|back_?url|backto|rurl|ru|r_url|u|to|out|exit|exit_?url|jump|jump_?to|logout_?(?:url|redirect)|login_?url|service|callback_?url|checkout_?url|relaystate|referrer_?url|ret|retpath|from_?url|view_?url|wreply|spring-security-redirect|cb_?url)\]?$/i;

/** Names of OAuth 2, OpenID Connect, SAML and WS-Federation: an absolute URL there is the rule, and compared with a list. */
const REGISTERED = /(?:^|[._[/-])(?:redirect_?uri|relaystate|wreply)\]?$/i;

/** Paths that only exist to send on; there, any parameter for an address is one for the target. */
const PATH =
  /\/(?:redirect\w{0,4}|redir|goto|out|exit|leave|jump|go|r|link|away|logout|login|signin|sso|oauth2?|callback)(?:[/.]|$)/i;
const LINK = /^(?:url|uri|link|href|location|target)$/i;

/** Three slashes, an escaped one, a scheme without slashes, a full stop of another script before the name of a host. */
const DISGUISED_HOST =
  /^(?:\/{3,}|\\\/|\/\\|\/%2f|%2f%2f|https?:(?!\/\/))[/\\]*(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?:[:/\\?#%]|$)|^\/\/[\w.-]{1,80}[\u3002\uff0e\uff61]/i;
const ADDRESS = /^(?:url|uri|u|r|link|target|to|site|location|href|page|path|ref)$/i;

function detectView(view: View, field: InspectedField, sendsOn: () => boolean, report: Report): void {
  const { text } = view;
  if (field.role !== "value" || text.length > 2_000 || text.length < 4) return;
  if (field.source === "path") {
    if (field.name === "" && text.startsWith("//") && /^\/{2,}[^/]+\.[a-z]{2,}.{0,200}\/\.\.(?:\/|$)/i.test(text)) {
      report(DISGUISED, 0, text.length);
    }
    return;
  }
  if (field.source === "header") return;
  const isTarget = PARAMETER.test(field.name) || (ADDRESS.test(field.name) && sendsOn());
  if (!isTarget && !LINK.test(field.name)) return;
  // Browsers drop tabs, line breaks and leading spaces, and read `\` as `/`.
  const target = text.slice(0, 300).replace(/[\t\r\n\0]/g, "").trim();
  if (/\s/.test(target)) return;
  const end = text.length;
  if (!isTarget) {
    // No address of a picture or a page is written so.
    if (DISGUISED_HOST.test(target) || /^\/\/[\r\n]/.test(text)) report(DISGUISED, 0, end);
    return;
  }
  if (/^(?:javascript|vbscript|data):[^;]/i.test(target) && !/^data:image\//i.test(target)) {
    return report(SCRIPT, 0, end);
  }
  if (
    /^[/\\]{2,}[^/\\]/.test(target) && isHostLike(target.replace(/^[/\\]+/, "").replace(/[\u3002\uff0e\uff61]/g, "."))
  ) {
    const plain = /^\/\/[^/\\]/.test(target) && target === text.trim();
    return report(plain ? SLASHES : DISGUISED, 0, end);
  }
  const scheme = /^https?:([/\\]*)/i.exec(target);
  if (!scheme) {
    if (/^\/[\t\r\n]+\//.test(text) || /^\.{0,2}\/{0,1}[^\w/]*@[\w-]+\.[a-z]{2,}/i.test(target)) {
      report(DISGUISED, 0, end);
    }
    return;
  }
  if (scheme[1] !== "//" || target.includes("\\")) return report(DISGUISED, 0, end);
  if (/^https?:\/\/[^/?#]{1,80}@/i.test(target) || /%(?:00|0d|0a|09|5c|2f%2f)/i.test(target.slice(0, 80))) {
    return report(DISGUISED, 0, end);
  }
  if (!REGISTERED.test(field.name)) report(EXTERNAL, 0, end);
}

/** A name with a dot, an address or a user before it: not the second part of `//path/to`. */
function isHostLike(text: string): boolean {
  return /^(?:[^/\\?#]{0,80}@)?(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?:[:/\\?#%]|$)|^\d{1,10}(?:\.\d{1,3}){0,3}(?:[:/\\?#]|$)|^[^/\\?#]{0,80}@|^\[|^[^\x20-\x7e]|^%[0-9a-f]{2}/i
    .test(text);
}
