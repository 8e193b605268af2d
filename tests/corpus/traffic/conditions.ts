/**
 * Conditions by grammar, in the manners that most languages of filters, rules and policies have: words, signs between
 * names, code, SQL's WHERE, search boxes. Each family that asks for something under a condition writes them its own way.
 * @module
 */
import { filled } from "./prose.ts";
import type { Random } from "./random.ts";

type Make = (random: Random) => string;

const NAMES = ["{F}", "{n}", "{n}.{F}", "{n}_{F}", "{W}", "{W}.{F}", "{n}Id"] as const;
const TEXTS = ["{W}", "{n}", "{n} {W}", "{W}*", "{p}", "{c}", "{W}-{j}", "{D}", "{n}/{W}", "{T}", "{W}@{n}", "{X}"];

/** What a condition speaks of. */
export const nameOf: Make = (r) => filled(r, r.pick(NAMES));

/** A text between quotes of one kind. */
export function quotedText(random: Random, quote = "'"): string {
  return `${quote}${filled(random, random.part(TEXTS)).replaceAll(quote, quote + quote)}${quote}`;
}

const number: Make = (r) => String(r.pick([r.int(0, 9), r.int(10, 9_999), r.int(1, 99) / 10]));
const constant: Make = (r) => r.pick(["null", "true", "false"]);

function value(random: Random, quote?: string): string {
  return random.chance(0.55) ? quotedText(random, quote) : random.chance(0.8) ? number(random) : constant(random);
}

function list(random: Random): string {
  const text = random.chance(0.5);
  return random.some(2, 4, () => text ? quotedText(random) : number(random)).join(random.pick([",", ", "]));
}

/** One manner: comparisons, what joins them, and how a group is denied. */
interface Manner {
  readonly compares: readonly Make[];
  readonly joins: readonly string[];
  readonly not: string;
}

const WORDS: Manner = {
  compares: [
    (r) => `${nameOf(r)} ${r.pick(["eq", "ne", "gt", "ge", "lt", "le"])} ${value(r)}`,
    (r) => `${nameOf(r)} ${r.pick(["co", "sw", "ew", "eq", "ne"])} ${quotedText(r, '"')}`,
    (r) => `${r.pick(["startswith", "endswith", "contains", "substringof"])}(${nameOf(r)},${quotedText(r)})`,
    (r) => `${nameOf(r)}/any(x:x/${nameOf(r)} ${r.pick(["eq", "gt"])} ${value(r)})`,
    (r) => `${r.pick(["length", "year", "round", "tolower"])}(${nameOf(r)}) ${r.pick(["eq", "le"])} ${value(r)}`,
    (r) =>
      `geo.distance(${nameOf(r)},geography'POINT(${r.int(-179, 179)}.${r.int(1, 9)} ${r.int(-89, 89)}.5)') le ${
        r.int(1, 99)
      }`,
    (r) => `${nameOf(r)} in (${list(r)})`,
    (r) => `${nameOf(r)} pr`,
  ],
  joins: [" and ", " and ", " or "],
  not: "not ",
};

const SIGNS: Manner = {
  compares: [
    (r) => `${nameOf(r)}${r.pick(["==", "!=", "=gt=", "=ge=", "=lt=", "=le=", ">", "<="])}${number(r)}`,
    (r) => `${nameOf(r)}${r.pick(["==", "!=", "=like=", "=re="])}${quotedText(r, r.pick(["'", '"']))}`,
    (r) => `${nameOf(r)}${r.pick(["=in=", "=out="])}(${list(r)})`,
    (r) => `${nameOf(r)}${r.pick(["==", "!="])}${constant(r)}`,
    (r) => `${nameOf(r)}==${filled(r, r.pick(["*{n}", "{n}*", "*{W}*"]))}`,
  ],
  joins: [";", ",", " and ", " or "],
  not: "",
};

const CODE: Manner = {
  compares: [
    (r) => `${nameOf(r)} ${r.pick(["==", "!=", "===", "!==", ">", "<", ">=", "<="])} ${value(r, r.pick(["'", '"']))}`,
    (r) => `${nameOf(r)}.${r.pick(["startsWith", "matches", "includes", "endsWith"])}(${quotedText(r, '"')})`,
    (r) => `${r.pick(["size", "len", "count", "lower"])}(${nameOf(r)}) ${r.pick([">", "==", "<="])} ${value(r)}`,
    (r) => `${nameOf(r)} in [${list(r)}]`,
    (r) => `${nameOf(r)}['${nameOf(r)}'] == ${value(r)}`,
    (r) => `!${nameOf(r)}`,
    (r) => `(${nameOf(r)} ?? ${value(r)}) != ${value(r)}`,
    (r) => `${nameOf(r)} ~= ${quotedText(r)}`,
  ],
  joins: [" && ", " && ", " || ", "&&"],
  not: "!",
};

const WHERE: Manner = {
  compares: [
    (r) => `${nameOf(r)} ${r.pick(["=", "<>", "!=", ">", "<="])} ${value(r)}`,
    (r) => `${nameOf(r)} ${r.pick(["LIKE", "NOT LIKE", "ILIKE"])} '%${filled(r, r.pick(["{W}", "{n}"]))}%'`,
    (r) => `${nameOf(r)} ${r.pick(["IN", "NOT IN"])} (${list(r)})`,
    (r) => `${nameOf(r)} IS ${r.pick(["", "NOT "])}${r.pick(["NULL", "EMPTY"])}`,
    (r) => `${nameOf(r)} BETWEEN ${r.int(1, 99)} AND ${r.int(100, 999)}`,
    (r) => `${r.pick(["DAYS_AGO", "LOWER", "LENGTH"])}(${nameOf(r)}) ${r.pick(["<", "=", ">="])} ${value(r)}`,
  ],
  joins: [" AND ", " AND ", " OR "],
  not: "NOT ",
};

const SEARCH: Manner = {
  compares: [
    (r) => `${nameOf(r)}:${filled(r, r.pick(["{n}", "{W}", "{W}*", "*{n}*", "true"]))}`,
    (r) => `${nameOf(r)}:${quotedText(r, '"')}`,
    (r) => `${nameOf(r)}:[${number(r)} TO ${r.pick(["*", number(r)])}]`,
    (r) => `${nameOf(r)}:${r.pick([">", "<", ">=", "<="])}${number(r)}`,
    (r) => `${r.pick(["-", "+", "_exists_:"])}${nameOf(r)}`,
    (r) => `${nameOf(r)}:/${filled(r, r.pick(["{n}[0-9]+", "{W}|{n}", "[a-z]{2,}{W}"]))}/`,
  ],
  joins: [" AND ", " OR ", " ", " NOT "],
  not: "NOT ",
};

function joined(random: Random, manner: Manner, depth: number): string {
  const join = random.pick(manner.joins);
  return random.some(1, 3, () => {
    if (depth === 0 || random.chance(0.75)) return random.pick(manner.compares)(random);
    return `${random.chance(0.3) ? manner.not : ""}(${joined(random, manner, depth - 1)})`;
  }).join(join);
}

/** A condition as OData and SCIM write it. */
export const inWords: Make = (r) => joined(r, WORDS, 2);
/** As RSQL and FIQL write it. */
export const inSigns: Make = (r) => joined(r, SIGNS, 1);
/** As policies, flags and expressions write it. */
export const inCode: Make = (r) => joined(r, CODE, 2);
/** As reports and maps write it. */
export const inWhere: Make = (r) => joined(r, WHERE, 1);
/** As search boxes read it. */
export const inSearch: Make = (r) => joined(r, SEARCH, 1);

/** What a document database takes for a condition, as JSON. */
export function inDocument(random: Random): Record<string, unknown> {
  const text = () => filled(random, random.part(TEXTS));
  const made: Record<string, unknown> = {};
  const name = () => filled(random, random.pick(["{W}", "{n}.{W}", "{n}Count", "{W}.{j}.{n}At"]));
  for (const each of random.some(1, 3, name)) {
    made[each] = random.pick<unknown>([
      { $regex: `^${text()}`, $options: "i" },
      { $regex: filled(random, "{W}|{n}$") },
      { $gt: random.int(0, 99) },
      { $type: "string", $exists: true },
      { $nin: [text(), text()] },
      text(),
    ]);
  }
  return random.chance(0.3) ? { $or: [made, { [name()]: { $ne: text() } }] } : made;
}
