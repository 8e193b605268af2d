/**
 * The decoders, in the order in which they are tried, and the tree they build.
 * @module
 */
import { Char, QUOTES } from "../chars.ts";
import { decodeBase64 } from "./base64.ts";
import { decodeCss } from "./css.ts";
import { decodeHtml } from "./html.ts";
import { decodeJs } from "./js.ts";
import { removeControls } from "./nul.ts";
import { decodeOverlong } from "./overlong.ts";
import { decodePercent, decodePercentLenient } from "./percent.ts";
import { dropStrayPercents } from "./percent_stray.ts";
import { decodePercentU } from "./percent_u.ts";
import { decodePlus } from "./plus.ts";
import { joinShellWords } from "./shell.ts";
import { removeSqlComments } from "./sql_comment.ts";
import type { Decoder } from "./tree.ts";
import { normaliseUnicode } from "./unicode.ts";
import { decodeUtf7 } from "./utf7.ts";
import { removeZeroWidth } from "./zero_width.ts";

export { DecodeBudget, growViews, inspectedField, viewsOf } from "./tree.ts";

/** Every decoder. To add one: write its file, add it here. A view is tried only with those whose classes it has. */
export const DECODERS: readonly Decoder[] = [
  { needs: Char.percent, decode: decodePercent },
  { needs: Char.percent, decode: decodePercentLenient },
  { needs: Char.percent, decode: decodePercentU },
  { needs: Char.percent, decode: decodeOverlong },
  { needs: Char.plus, decode: decodePlus },
  { needs: Char.percent, decode: dropStrayPercents },
  { needs: Char.ampersand, decode: decodeHtml },
  { needs: Char.backslash, decode: decodeJs },
  { needs: Char.backslash, decode: decodeCss },
  { needs: Char.plus, decode: decodeUtf7 },
  { needs: Char.letter, decode: decodeBase64 },
  { needs: Char.control, decode: removeControls },
  { needs: Char.wide, decode: removeZeroWidth },
  { needs: Char.wide, decode: normaliseUnicode },
  { needs: Char.star, decode: removeSqlComments, leaf: true },
  { needs: QUOTES | Char.backslash | Char.dollar | Char.mark | Char.brace, decode: joinShellWords, leaf: true },
];
