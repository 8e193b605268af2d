/**
 * Numbers and texts as bytes: what the stored format is written with and read from.
 * @module
 */

/** Where profiles are written to. */
export class ByteWriter {
  #bytes = new Uint8Array(4_096);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** What was written. */
  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  byte(value: number): void {
    if (this.#length === this.#bytes.length) {
      const wider = new Uint8Array(2 * this.#bytes.length);
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    this.#bytes[this.#length++] = value;
  }

  /** A whole number below 2^53, seven bits a byte. */
  number(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.byte(128 + rest % 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  text(value: string): void {
    const encoded = new TextEncoder().encode(value);
    this.number(encoded.length);
    this.raw(encoded);
  }

  raw(bytes: Uint8Array): void {
    for (const byte of bytes) this.byte(byte);
  }

  /** Places from which on the writer can be set back. */
  cut(length: number): void {
    this.#length = length;
  }
}

/** Reads what a `ByteWriter` wrote. Throws a SyntaxError where the bytes end early or say what cannot be. */
export class ByteReader {
  #at = 0;

  constructor(readonly bytes: Uint8Array) {}

  get done(): boolean {
    return this.#at === this.bytes.length;
  }

  byte(): number {
    const byte = this.bytes[this.#at++];
    if (byte === undefined) throw new SyntaxError("the bytes end early");
    return byte;
  }

  /** A whole number of at most `most`. */
  number(most: number = Number.MAX_SAFE_INTEGER): number {
    let value = 0, unit = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * unit;
      if (value > most) throw new SyntaxError(`a number is beyond ${most}`);
      if (byte < 128) return value;
      unit *= 128;
    }
  }

  text(most: number): string {
    const length = this.number(most);
    if (this.#at + length > this.bytes.length) throw new SyntaxError("the bytes end early");
    return new TextDecoder().decode(this.bytes.subarray(this.#at, this.#at += length));
  }
}
