/**
 * The keywords of SQL by what may stand around them.
 * @module
 */
import { Sql, type SqlKind } from "./sql_token.ts";

const LISTS: readonly (readonly [SqlKind, string])[] = [
  [Sql.logic, "and or xor"],
  [Sql.compare, "like rlike regexp ilike glob between in is sounds similar isnull notnull overlaps"],
  [Sql.arithmetic, "div mod collate"],
  [Sql.literal, "null true false"],
  [
    Sql.clause,
    "from where group order having limit offset union into as procedure for returning join left right inner outer " +
    "cross natural on using when then else end asc desc waitfor intersect except minus fetch set values by table " +
    "with rollup escape against boolean mode outfile dumpfile delay only rows row lateral to analyse analyze",
  ],
  [
    Sql.verb,
    "select insert update delete drop create alter truncate exec execute declare call begin shutdown merge grant " +
    "revoke copy attach pragma load backup restore handler rename replace reconfigure do vacuum use kill",
  ],
  [
    Sql.prefix,
    "distinct all not exists any some case top interval binary unique distinctrow sql_calc_found_rows prior " +
    "high_priority if",
  ],
];

/** Keywords that name a function when `(` follows. */
const CALLABLE: ReadonlySet<string> = new Set(
  "left right mod replace insert if truncate isnull row binary char regexp like glob".split(" "),
);

/** Keywords that end a number in `1or 1=1` and `1union select`. */
const SPLITS_NUMBER: ReadonlySet<string> = new Set(
  "and or xor union like rlike regexp between in is having group order limit where into procedure div mod select"
    .split(" "),
);

/** A keyword and what it may do. */
export interface Keyword {
  readonly word: string;
  readonly kind: SqlKind;
  /** A keyword that is also a function is a plain word before `(`. */
  readonly callable: boolean;
  readonly splitsNumber: boolean;
}

const SLOTS = 1024;

/** Keywords by their ends and their length, so that a word is looked up without being cut out of its text. */
const TABLE: (readonly Keyword[] | undefined)[] = new Array<undefined>(SLOTS).fill(undefined);

for (const [kind, words] of LISTS) {
  for (const word of words.split(" ")) {
    const slot = slotOf(word, 0, word.length);
    const keyword = { word, kind, callable: CALLABLE.has(word), splitsNumber: SPLITS_NUMBER.has(word) };
    TABLE[slot] = [...(TABLE[slot] ?? []).filter((known) => known.word !== word), keyword];
  }
}

function slotOf(text: string, from: number, to: number): number {
  const ends = text.charCodeAt(from) * 37 + text.charCodeAt(to - 1);
  return (ends * 17 + to - from) % SLOTS;
}

/** The keyword that stands from `from` to `to` in the lower-cased text. */
export function keywordAt(lower: string, from: number, to: number): Keyword | undefined {
  const keywords = to > from ? TABLE[slotOf(lower, from, to)] : undefined;
  if (keywords === undefined) return undefined;
  for (const keyword of keywords) {
    if (keyword.word.length === to - from && lower.startsWith(keyword.word, from)) return keyword;
  }
  return undefined;
}
