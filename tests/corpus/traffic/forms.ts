/**
 * Forms and search boxes in many languages and charsets, and links as people share them.
 * @module
 */
import { type Draft, type Family, form, get } from "./draft.ts";
import { paragraph, person, sentence, slug } from "./prose.ts";
import type { Random } from "./random.ts";
import { developerMessage } from "./snippets.ts";
import { CITIES, COMPANIES, LAST_NAMES, LOCALES, NATIVE_NAMES, NOUNS, PRODUCTS } from "./words.ts";

/** Percent-encoded Latin-1, as old pages send it; letters outside are sent as entities, as browsers do. */
function latin1(text: string): string {
  let out = "";
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (/[a-z0-9*._-]/i.test(char)) out += char;
    else if (char === " ") out += "+";
    else if (code < 256) out += `%${code.toString(16).toUpperCase().padStart(2, "0")}`;
    else out += encodeURIComponent(`&#${code};`);
  }
  return out;
}

function contact(random: Random): Record<string, string> {
  return {
    [random.pick(["name", "Nachname", "nom", "氏名", "full-name", "billing[last_name]"])]: person(random),
    email: `${random.pick(NOUNS)}+${random.pick(NOUNS)}@example.${random.pick(["com", "co.uk", "museum"])}`,
    company: random.part(COMPANIES),
    city: random.part(CITIES),
    message: random.chance(0.25) ? developerMessage(random) : paragraph(random),
    [random.pick(["agree", "terms", "gdpr"])]: "on",
  };
}

function oldCharset(random: Random): Draft {
  const fields = Object.entries(contact(random)).map(([name, value]) => `${latin1(name)}=${latin1(value)}`).join("&");
  if (random.chance(0.4)) {
    const names = [
      "Jürgen Müller",
      "Ægir Ölafsson",
      "François Lefèvre",
      "Muñoz Peña",
      "Größe: 50%",
      "café d'été",
    ] as const;
    return {
      method: "GET",
      path: "/suche",
      query: `q=${latin1(random.part(names))}&ort=${latin1(random.part(CITIES))}`,
      carrier: "query",
    };
  }
  return {
    method: "POST",
    path: "/kontakt.php",
    headers: { "Content-Type": "application/x-www-form-urlencoded; charset=ISO-8859-1" },
    body: fields,
    carrier: "form",
  };
}

const SEARCHES: readonly ((random: Random) => string)[] = [
  (r) => r.part(PRODUCTS),
  (r) => r.part(LAST_NAMES),
  (r) => r.part(NATIVE_NAMES),
  (r) => r.part(CITIES),
  sentence,
  developerMessage,
  (r) => `"${r.pick(NOUNS)} ${r.pick(NOUNS)}" -${r.pick(NOUNS)} site:example.com filetype:pdf`,
  (r) => `${r.pick(NOUNS)} & ${r.pick(NOUNS)} <= ${r.int(1, 99)}€`,
  (r) => `c++ vs c# ${r.pick(NOUNS)}`,
  (r) => `(${r.pick(NOUNS)} OR ${r.pick(NOUNS)}) AND NOT ${r.pick(NOUNS)}`,
  (r) => `how to select ${r.pick(NOUNS)} from a table where ${r.pick(NOUNS)} = 1`,
  (r) => `what's a ${r.pick(NOUNS)}?`,
  (r) => `${r.int(1, 9)}' x ${r.int(1, 9)}' rug; ${r.pick(NOUNS)}`,
  (r) => `drop ${r.pick(NOUNS)} table`,
  (r) => `union ${r.pick(NOUNS)} select committee`,
  (r) => `${r.pick(NOUNS)} script font -- free`,
  (r) => `rock 'n' roll ${r.pick(NOUNS)}`,
  (r) => `.htaccess ${r.pick(NOUNS)} example`,
  (r) => `${r.int(1, 99)}*${r.int(1, 99)}=`,
  (r) => `@${r.pick(NOUNS)} #${r.pick(NOUNS)} $${r.int(1, 99)}`,
  (r) => `"it's ${r.pick(NOUNS)}"`,
  (r) => `order by phone or chat ${r.pick(NOUNS)}`,
];

function campaign(random: Random): Draft {
  return get(`/${random.pick(LOCALES)}/${slug(random)}`, {
    utm_source: random.pick(["newsletter", "google", "t.co"]),
    utm_campaign: `${random.pick(NOUNS)}|${random.pick(NOUNS)}_2025 (EU)`,
    gclid: random.hex(40),
    fbclid: `IwAR${random.chars(50, "abcdefghijklmnopqrstuvwxyzABCDEF0123456789-_")}`,
    ref: `https://www.example.com/?s=${random.part(PRODUCTS)}`,
    share: `mailto:?subject=${encodeURIComponent(sentence(random))}`,
  });
}

function pathText(random: Random): Draft {
  const segment = random.pick([
    random.part(PRODUCTS),
    person(random),
    random.part(CITIES),
    `${slug(random)}.tar.gz`,
    `${random.pick(NOUNS)}@2x.png`,
    `@scope%2f${random.pick(NOUNS)}`,
  ]);
  const encoded = segment.startsWith("@scope") ? segment : encodeURIComponent(segment);
  return {
    method: "GET",
    path: `/${random.pick(["tag", "wiki", "artist", "files", "packages"])}/${encoded}`,
    carrier: "pathseg",
  };
}

function draft(random: Random): Draft {
  const roll = random.int(0, 9);
  if (roll <= 2) {
    return form(
      random.pick(["/contact", "/checkout/address", "/signup"]),
      contact(random),
      random.chance(0.5) ? "; charset=UTF-8" : "",
    );
  }
  if (roll === 3) return oldCharset(random);
  if (roll <= 7) {
    return get(random.pick(["/search", "/api/search", "/suggest"]), {
      [random.pick(["q", "query", "s", "term"])]: random.part(SEARCHES)(random),
      lang: random.pick(LOCALES),
    }, random.chance(0.6));
  }
  return roll === 8 ? campaign(random) : pathText(random);
}

/** Forms and searches. */
export const forms: Family = { name: "form", weight: 9, draft };
