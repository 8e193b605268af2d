/**
 * How the correct twin keeps passwords: PBKDF2 with a salt, compared in constant time.
 * @module
 */

/**
 * Rounds of PBKDF2. A real service takes 600,000 (OWASP, 2023); here a whole class logs in on one small machine,
 * and nothing of value is behind it.
 */
const ROUNDS = 10_000;

/** A hash that fits no password: verified for unknown users, so that they take as long as known ones. */
export const NOBODY = `pbkdf2$${ROUNDS}$00000000000000000000000000000000$${"00".repeat(32)}`;

/** Hash of a password as it is stored: `pbkdf2$rounds$salt$hash`. */
export async function toPasswordHash(
  password: string,
  salt: Uint8Array<ArrayBuffer>,
  rounds = ROUNDS,
): Promise<string> {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, key, 256);
  return `pbkdf2$${rounds}$${toHex(salt)}$${toHex(new Uint8Array(bits))}`;
}

/** True where the password belongs to the stored hash. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [name, rounds, salt, hash] = stored.split("$");
  if (name !== "pbkdf2" || rounds === undefined || salt === undefined || hash === undefined) return false;
  const computed = await toPasswordHash(password, fromHex(salt), Number(rounds));
  return isSame(computed, stored);
}

/** Compares without telling by its time where the first difference is. */
function isSame(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i % Math.max(1, b.length));
  return difference === 0;
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hex.length >> 1);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}
