/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012): 64 bits that nobody without the key can foretell or trace back. It names
 * clients towards clients: a digest of the platform would do as well, but is a wait each, and a flood has as many
 * clients as requests.
 * @module
 */

/** Four words of v0 to v3, each as its low and its high half. */
const v = new Int32Array(8);

/** "somepseudorandomlygeneratedbytes", as the halves of v0 to v3. */
const INITIAL = [0x70736575, 0x736f6d65, 0x6e646f6d, 0x646f7261, 0x6e657261, 0x6c796765, 0x79746573, 0x74656462];

/** The eight bytes of the hash. `key`: four random 32-bit numbers. */
export function sipHash(key: Uint32Array, bytes: Uint8Array): Uint8Array {
  for (let i = 0; i < 8; i++) v[i] = INITIAL[i]! ^ key[i & 3]!;
  const whole = bytes.length & ~7;
  for (let at = 0; at < whole; at += 8) take(half(bytes, at), half(bytes, at + 4));
  take(half(bytes, whole), half(bytes, whole + 4) | bytes.length << 24);
  v[4]! ^= 0xff;
  for (let i = 0; i < 4; i++) round();
  const hash = new Uint8Array(8);
  for (let i = 0; i < 8; i++) {
    const part = i >> 2;
    hash[i] = (v[part]! ^ v[2 + part]! ^ v[4 + part]! ^ v[6 + part]!) >>> 8 * (i & 3);
  }
  return hash;
}

/** Four bytes as a number, the first one the lowest; 0 beyond the end. */
function half(bytes: Uint8Array, at: number): number {
  let number = 0;
  for (let i = Math.min(3, bytes.length - 1 - at); i >= 0; i--) number = number << 8 | bytes[at + i]!;
  return number;
}

function take(low: number, high: number): void {
  v[6]! ^= low;
  v[7]! ^= high;
  round();
  round();
  v[0]! ^= low;
  v[1]! ^= high;
}

function round(): void {
  mix(0, 2, 13);
  swap(0);
  mix(4, 6, 16);
  mix(0, 6, 21);
  mix(4, 2, 17);
  swap(4);
}

/** Adds the word at `b` to that at `a`, turns the former left by less than 32 bits, and crosses it with the sum. */
function mix(a: number, b: number, bits: number): void {
  const low = v[b]!;
  const high = v[b + 1]!;
  const sum = (v[a]! >>> 0) + (low >>> 0);
  v[a] = sum;
  v[a + 1]! += high + (sum > 0xffffffff ? 1 : 0);
  v[b] = (low << bits | high >>> 32 - bits) ^ v[a]!;
  v[b + 1] = (high << bits | low >>> 32 - bits) ^ v[a + 1]!;
}

/** Turns a word by 32 bits. */
function swap(a: number): void {
  const low = v[a]!;
  v[a] = v[a + 1]!;
  v[a + 1] = low;
}
