/**
 * Keyed digests: what is counted names nobody, and no password is kept.
 * @module
 */

const encoder = new TextEncoder();

/** Makes digests under one key. */
export class Secrets {
  readonly #key: Promise<CryptoKey>;

  /** `secret`: the same in all processes that share counters. */
  constructor(secret: string = crypto.randomUUID() + crypto.randomUUID()) {
    this.#key = crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, [
      "sign",
    ]);
  }

  /** HMAC-SHA-256 of the parts. */
  async sign(...parts: readonly string[]): Promise<Uint8Array> {
    const text = parts.map((part) => `${part.length}:${part}`).join("");
    return new Uint8Array(await crypto.subtle.sign("HMAC", await this.#key, encoder.encode(text)));
  }

  /** 32 bits of the digest: enough to tell values apart, too little to look one up. */
  async number(...parts: readonly string[]): Promise<number> {
    return new DataView((await this.sign(...parts)).buffer).getUint32(0);
  }

  /** Hexadecimal, the first `bytes` bytes. */
  async hex(bytes: number, ...parts: readonly string[]): Promise<string> {
    return (await this.sign(...parts)).subarray(0, bytes).toHex();
  }
}

/** Equal, in a time that does not tell how far. */
export function isSameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i % Math.max(1, b.length));
  return difference === 0;
}
