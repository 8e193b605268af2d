import { deepEqual, equal } from "node:assert/strict";
import { sipHash } from "./siphash.ts";

const KEY = new Uint32Array([0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c]);
const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const counted = (length: number) => Uint8Array.from({ length }, (_, i) => i);

Deno.test("sipHash() gives what its authors publish for the bytes 00, 01, 02, …", () => {
  // Appendix A of the paper, and the first of its authors' test vectors.
  equal(hex(sipHash(KEY, counted(15))), "e545be4961ca29a1");
  equal(hex(sipHash(KEY, counted(0))), "310e0edd47db6f72");
  equal(hex(sipHash(KEY, counted(1))), "fd67dc93c539f874");
});

Deno.test("sipHash() is another under another key, and keeps nothing of the call before", () => {
  const first = sipHash(KEY, counted(9));
  sipHash(new Uint32Array([1, 2, 3, 4]), counted(40));
  deepEqual(sipHash(KEY, counted(9)), first);
  const hashes = new Set<string>();
  for (let i = 0; i < 1_000; i++) {
    hashes.add(hex(sipHash(KEY, new TextEncoder().encode(`10.0.0.${i}`))));
    hashes.add(hex(sipHash(new Uint32Array([i, 0, 0, 0]), counted(4))));
  }
  equal(hashes.size, 2_000);
});
