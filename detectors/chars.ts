/**
 * Character classes. One pass over a value says which classes occur in it, and a detector that needs a quote,
 * a bracket or a percent sign never looks at a value that has none.
 * @module
 */

/** Bit of each class; a set of classes is their sum. */
export const Char = {
  letter: 1 << 0,
  digit: 1 << 1,
  /** The space character. */
  space: 1 << 2,
  /** Below U+0020, and U+007F. */
  control: 1 << 3,
  /** Beyond ASCII. */
  high: 1 << 4,
  /** `'` */
  single: 1 << 5,
  /** `"` */
  double: 1 << 6,
  /** `` ` `` */
  backtick: 1 << 7,
  /** `<` `>` */
  angle: 1 << 8,
  /** `(` `)` */
  paren: 1 << 9,
  /** `[` `]` */
  bracket: 1 << 10,
  /** `{` `}` */
  brace: 1 << 11,
  slash: 1 << 12,
  backslash: 1 << 13,
  percent: 1 << 14,
  ampersand: 1 << 15,
  semicolon: 1 << 16,
  dollar: 1 << 17,
  dot: 1 << 18,
  colon: 1 << 19,
  equals: 1 << 20,
  dash: 1 << 21,
  hash: 1 << 22,
  pipe: 1 << 23,
  star: 1 << 24,
  at: 1 << 25,
  comma: 1 << 26,
  plus: 1 << 27,
  underscore: 1 << 28,
  /** `!` `?` `^` `~` */
  mark: 1 << 29,
  /** Beyond the accented Latin letters (from U+017F), the soft hyphen, and Latin-1's `ª ² ³ ¹ º`; always with `high`. */
  wide: 1 << 30,
} as const;

/** `'`, `"` and `` ` ``. */
export const QUOTES = Char.single | Char.double | Char.backtick;

const PUNCTUATION: Readonly<Record<string, number>> = {
  " ": Char.space,
  "'": Char.single,
  '"': Char.double,
  "`": Char.backtick,
  "<": Char.angle,
  ">": Char.angle,
  "(": Char.paren,
  ")": Char.paren,
  "[": Char.bracket,
  "]": Char.bracket,
  "{": Char.brace,
  "}": Char.brace,
  "/": Char.slash,
  "\\": Char.backslash,
  "%": Char.percent,
  "&": Char.ampersand,
  ";": Char.semicolon,
  "$": Char.dollar,
  ".": Char.dot,
  ":": Char.colon,
  "=": Char.equals,
  "-": Char.dash,
  "#": Char.hash,
  "|": Char.pipe,
  "*": Char.star,
  "@": Char.at,
  ",": Char.comma,
  "+": Char.plus,
  "_": Char.underscore,
};

const CLASS = new Int32Array(128);
for (let code = 0; code < 128; code++) CLASS[code] = classOf(code);

function classOf(code: number): number {
  const char = String.fromCharCode(code);
  if (code < 32 || code === 127) return Char.control;
  if (/[a-z]/i.test(char)) return Char.letter;
  if (/[0-9]/.test(char)) return Char.digit;
  return PUNCTUATION[char] ?? Char.mark;
}

const LATIN_WIDE: ReadonlySet<number> = new Set([0xaa, 0xad, 0xb2, 0xb3, 0xb9, 0xba]);

/** The class of one UTF-16 unit; two bits for a letter that is not accented Latin. */
export function charClass(code: number): number {
  return code < 128 ? CLASS[code]! : code < 0x17f && !LATIN_WIDE.has(code) ? Char.high : Char.high | Char.wide;
}

/** Which classes occur in the text. */
export function charsOf(text: string): number {
  let chars = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    chars |= code < 128 ? CLASS[code]! : charClass(code);
  }
  return chars;
}
