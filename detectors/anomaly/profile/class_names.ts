/**
 * What the classes of characters are called in a sentence.
 * @module
 */
import { Char } from "../../chars.ts";

const NAMES: ReadonlyMap<number, string> = new Map<number, string>([
  [Char.letter, "a letter"],
  [Char.digit, "a digit"],
  [Char.space, "a blank"],
  [Char.control, "a control character"],
  [Char.high, "a character beyond ASCII"],
  [Char.single, "a single quote"],
  [Char.double, "a double quote"],
  [Char.backtick, "a backtick"],
  [Char.angle, "an angle bracket"],
  [Char.paren, "a parenthesis"],
  [Char.bracket, "a square bracket"],
  [Char.brace, "a brace"],
  [Char.slash, "a slash"],
  [Char.backslash, "a backslash"],
  [Char.percent, "a percent sign"],
  [Char.ampersand, "an ampersand"],
  [Char.semicolon, "a semicolon"],
  [Char.dollar, "a dollar sign"],
  [Char.dot, "a dot"],
  [Char.colon, "a colon"],
  [Char.equals, "an equals sign"],
  [Char.dash, "a dash"],
  [Char.hash, "a hash sign"],
  [Char.pipe, "a vertical bar"],
  [Char.star, "an asterisk"],
  [Char.at, "an at sign"],
  [Char.comma, "a comma"],
  [Char.plus, "a plus sign"],
  [Char.underscore, "an underscore"],
  [Char.mark, "a mark such as ! or ?"],
  [Char.wide, "a character beyond Latin"],
]);

/** Name of one class. */
export function nameOfClass(bit: number): string {
  return NAMES.get(bit) ?? "a character";
}

/** Names of the classes of a set, without their articles. */
export function namesOfClasses(chars: number): string[] {
  return [...NAMES].filter(([bit]) => (chars & bit) !== 0).map(([, name]) => name.slice(name.indexOf(" ") + 1));
}
