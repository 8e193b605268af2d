/**
 * Headers as fields: all but those that only steer the transfer, and those too when they contain what no such
 * header has.
 * @module
 */
import { Char, charsOf } from "../chars.ts";
import { MAX_FIELDS } from "../limits.ts";
import type { RawRequest } from "../types.ts";
import type { FieldList } from "./fields.ts";
import { headerKind, remember } from "./header_names.ts";
import { isPlainName } from "./names.ts";
import { cookiesOf, type Pair } from "./pairs.ts";

/** What no structural header has any use for: a value with one of these is inspected after all. */
const STRANGE = Char.angle | Char.dollar | Char.brace | Char.backslash | Char.backtick | Char.single | Char.percent |
  Char.high | Char.control;

/** What lists of addresses are made of, names of proxies and ports included. */
const ADDRESS = Char.letter | Char.digit | Char.dot | Char.colon | Char.comma | Char.space | Char.dash |
  Char.underscore | Char.bracket | Char.double | Char.percent;

/**
 * What browsers call themselves: known products with a version, and comments without any character that could end a
 * string or a command. It is in every request and can hide nothing, so that it need not be inspected.
 */
const BROWSER =
  /^Mozilla\/5\.0 \((?:Windows|X11|Macintosh|iPhone|iPad|Linux|Android)[A-Za-z0-9 .;:_,\/+-]*\)(?: \((?:KHTML, )?like Gecko\)| (?:AppleWebKit|Chrome|CriOS|Edg|EdgA|EdgiOS|Firefox|FxiOS|Gecko|KHTML|Mobile|OPR|Safari|SamsungBrowser|Version)\/[0-9A-Za-z.]+)*$/;

/** Adds the headers that carry values, and the cookies; returns the cookies. */
export function addHeaders(list: FieldList, headers: RawRequest["headers"]): Pair[] {
  const cookies: Pair[] = [];
  for (const [written, value] of headers) {
    const { name, own, structural, filename, steady, address } = headerKind(written);
    if (name === "cookie") {
      for (const cookie of addCookies(list, value)) cookies.push(cookie);
      continue;
    }
    if (name === "user-agent" && isBrowser(value)) continue;
    if (value === "" || own) continue;
    if (structural) {
      if (name === "authorization") addBasic(list, value);
      if (address && (charsOf(value) & ~ADDRESS) !== 0) list.note("header.address", `${written}: ${value}`);
      else if (steady ? isSteadyPlain(value) : isPlain(value)) continue;
    }
    list.add({ source: "header", name, role: filename ? "filename" : "value", syntax: "text", raw: value, at: 0 });
  }
  return cookies;
}

/** Nothing in the value of a structural header is of use to anyone but the transfer. */
function isPlain(value: string): boolean {
  return (charsOf(value) & STRANGE) === 0 && !value.includes("()") && !value.includes("../");
}

const plains = new Map<string, boolean>();

function isSteadyPlain(value: string): boolean {
  const known = plains.get(value);
  if (known !== undefined) return known;
  const answer = isPlain(value);
  remember(plains, value, answer);
  return answer;
}

const browsers = new Map<string, boolean>();

/** Clients send the same User-Agent with every request. */
function isBrowser(agent: string): boolean {
  const known = browsers.get(agent);
  if (known !== undefined) return known;
  const answer = BROWSER.test(agent);
  remember(browsers, agent, answer);
  return answer;
}

/** `Basic` credentials are a user name and a password in base64, which reach the application's own queries. */
function addBasic(list: FieldList, value: string): void {
  if (!/^basic /i.test(value)) return;
  const raw = value.slice(6);
  list.add({ source: "header", name: "authorization", role: "value", syntax: "text", raw, at: 6 });
}

function addCookies(list: FieldList, header: string): Pair[] {
  const cookies = cookiesOf(header, MAX_FIELDS);
  for (const { name, rawName, nameAt, rawValue, valueAt } of cookies) {
    if (!isPlainName(rawName)) {
      list.add({ source: "cookie", name, role: "name", syntax: "percent", raw: rawName, at: nameAt });
    }
    if (rawValue !== "") {
      list.add({ source: "cookie", name, role: "value", syntax: "percent", raw: rawValue, at: valueAt });
    }
  }
  return cookies;
}
