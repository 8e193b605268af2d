/**
 * Numbers of SQL, the odd ones included: `0x41`, `1e0`, `.5`, and MySQL's `1.e` that swallows its exponent.
 * @module
 */

/** End of the number that begins at `from`. */
export function readNumber(lower: string, from: number): number {
  let at = from;
  const second = lower.charCodeAt(at + 1);
  if (lower.charCodeAt(at) === 48 && (second === 120 || second === 98)) {
    const end = second === 120 ? skipHex(lower, at + 2) : skipDigits(lower, at + 2);
    if (end > at + 2) return end;
  }
  at = skipDigits(lower, at);
  let dotted = false;
  if (lower.charCodeAt(at) === 46) {
    dotted = true;
    at = skipDigits(lower, at + 1);
    // an address or a version is one value: 127.0.0.1
    while (lower.charCodeAt(at) === 46 && isDigit(lower.charCodeAt(at + 1))) at = skipDigits(lower, at + 1);
  }
  if (lower.charCodeAt(at) !== 101) return at;
  const sign = lower.charCodeAt(at + 1);
  const digits = sign === 43 || sign === 45 ? at + 2 : at + 1;
  const end = skipDigits(lower, digits);
  if (end > digits) return end;
  return dotted ? at + 1 : at;
}

function skipDigits(lower: string, from: number): number {
  let at = from;
  while (at < lower.length && isDigit(lower.charCodeAt(at))) at++;
  return at;
}

function skipHex(lower: string, from: number): number {
  let at = from;
  while (at < lower.length && isHex(lower.charCodeAt(at))) at++;
  return at;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isHex(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 102);
}
