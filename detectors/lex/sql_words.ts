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

/** Keyword to kind. A keyword that is also a function is a plain word before `(`. */
export const SQL_WORDS: ReadonlyMap<string, SqlKind> = new Map(
  LISTS.flatMap(([kind, words]) => words.split(" ").map((word) => [word, kind] as const)),
);

/** Keywords that name a function when `(` follows. */
export const CALLABLE: ReadonlySet<string> = new Set(
  "left right mod replace insert if truncate isnull row binary char regexp like glob".split(" "),
);

/** Keywords that end a number in `1or 1=1` and `1union select`. */
export const SPLITS_NUMBER: ReadonlySet<string> = new Set(
  "and or xor union like rlike regexp between in is having group order limit where into procedure div mod select"
    .split(" "),
);
