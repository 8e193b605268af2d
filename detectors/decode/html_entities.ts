/**
 * Named character references that stand for ASCII or for nothing visible. The other two thousand name letters and
 * symbols that no payload needs; leaving them out keeps 30 KB from the browser.
 * @module
 */

/** Names by character, as the HTML standard lists them. */
const NAMES: Readonly<Record<string, string>> = {
  "\t": "Tab",
  "\n": "NewLine",
  "!": "excl",
  '"': "quot QUOT",
  "#": "num",
  "$": "dollar",
  "%": "percnt",
  "&": "amp AMP",
  "'": "apos",
  "(": "lpar",
  ")": "rpar",
  "*": "ast midast",
  "+": "plus",
  ",": "comma",
  ".": "period",
  "/": "sol",
  ":": "colon",
  ";": "semi",
  "<": "lt LT",
  "=": "equals",
  ">": "gt GT",
  "?": "quest",
  "@": "commat",
  "[": "lsqb lbrack",
  "\\": "bsol",
  "]": "rsqb rbrack",
  "^": "Hat",
  "_": "lowbar UnderBar",
  "`": "grave DiacriticalGrave",
  "{": "lcub lbrace",
  "|": "verbar vert VerticalLine",
  "}": "rcub rbrace",
  "\u00a0": "nbsp NonBreakingSpace",
  "\u00ad": "shy",
  "\u200b": "ZeroWidthSpace NegativeThinSpace NegativeMediumSpace NegativeThickSpace NegativeVeryThinSpace",
  "\u200c": "zwnj",
  "\u200d": "zwj",
  "\u2060": "NoBreak",
  "\u2061": "ApplyFunction af",
  "\u2062": "InvisibleTimes it",
  "\u2063": "InvisibleComma ic",
};

/** Character of each name. */
export const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMES).flatMap(([char, names]) => names.split(" ").map((name) => [name, char] as const)),
);

/** Names that browsers read without a semicolon too. */
export const WITHOUT_SEMICOLON = ["lt", "LT", "gt", "GT", "amp", "AMP", "quot", "QUOT", "nbsp", "shy"] as const;
