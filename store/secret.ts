/**
 * The secret that all processes on one database share: made once, by whoever comes first.
 * @module
 */
import { secretKey } from "./keys.ts";

/** Reads the secret, or makes it. */
export async function sharedSecret(kv: Deno.Kv): Promise<string> {
  const known = await kv.get<string>(secretKey());
  if (known.value !== null) return known.value;
  const fresh = crypto.getRandomValues(new Uint8Array(32)).toHex();
  const { ok } = await kv.atomic().check(known).set(secretKey(), fresh).commit();
  return ok ? fresh : await sharedSecret(kv);
}
