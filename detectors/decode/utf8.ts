/**
 * Validity of UTF-8. `TextDecoder` would say it by throwing, which costs more than the whole look at a request.
 * @module
 */

/** Length of the valid sequence that begins with these bytes, or 0; bytes that are missing are undefined. */
export function sequenceLengthOf(
  lead: number,
  second: number | undefined,
  third: number | undefined,
  fourth: number | undefined,
): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4 || second === undefined) return 0;
  if (lead < 0xe0) return isContinuation(second) ? 2 : 0;
  // The second byte rules out overlong forms, surrogates and code points beyond U+10FFFF.
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high || !isContinuation(third)) return 0;
  if (lead < 0xf0) return 3;
  return isContinuation(fourth) ? 4 : 0;
}

/** Whether the bytes are UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length;) {
    const lead = bytes[i]!;
    const length = lead < 0x80 ? 1 : sequenceLengthOf(lead, bytes[i + 1], bytes[i + 2], bytes[i + 3]);
    if (length === 0) return false;
    i += length;
  }
  return true;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
