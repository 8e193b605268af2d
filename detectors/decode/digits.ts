/**
 * Digits of escapes.
 * @module
 */

/** A look into a table: no processor guesses whether the next digit is a letter. */
const HEX = new Int8Array(128).fill(-1);
for (let value = 0; value < 16; value++) {
  const digit = value.toString(16);
  HEX[digit.charCodeAt(0)] = HEX[digit.toUpperCase().charCodeAt(0)] = value;
}

/** Value of a hexadecimal digit, or -1. */
export function hexDigit(code: number): number {
  return code < 128 ? HEX[code]! : -1;
}

/** Value of exactly `count` hexadecimal digits at `at`, or -1. */
export function hexValue(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = hexDigit(text.charCodeAt(i));
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/** Whether the code is an ASCII letter. */
export function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

/** Whether the code is an ASCII letter, a digit or `_`. */
export function isWordChar(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57) || code === 95;
}
