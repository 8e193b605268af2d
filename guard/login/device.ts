/**
 * Device cookies: a browser that has logged in before gets in while others attack the account.
 * @module
 */
import { isSameText, type Secrets } from "./secrets.ts";

/** Name of the cookie. */
export const DEVICE_COOKIE = "glass_device";

/** Seconds that a device is known. */
const MAX_AGE = 180 * 24 * 3_600;

/** Whose device: room and normalised account. */
export interface DeviceOwner {
  readonly room: string;
  readonly account: string;
}

/** The `Set-Cookie` value for a device that has just logged in. */
export async function deviceCookieOf(
  secrets: Secrets,
  owner: DeviceOwner,
  now: number,
  secure: boolean,
): Promise<string> {
  const nonce = crypto.randomUUID().replaceAll("-", "").slice(0, 16);
  const expires = (Math.floor(now / 1000) + MAX_AGE).toString(36);
  const mac = await macOf(secrets, owner, nonce, expires);
  const attributes = `Path=/; Max-Age=${MAX_AGE}; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;
  return `${DEVICE_COOKIE}=${nonce}.${expires}.${mac}; ${attributes}`;
}

/** The device's nonce when the cookie is one of ours, of this account, and not too old. */
export async function knownDevice(
  secrets: Secrets,
  owner: DeviceOwner,
  now: number,
  cookie: string | undefined,
): Promise<string | undefined> {
  const [nonce = "", expires = "", mac = "", ...rest] = (cookie ?? "").slice(0, 200).split(".");
  if (nonce.length !== 16 || mac.length !== 32 || rest.length > 0) return undefined;
  if (!isSameText(mac, await macOf(secrets, owner, nonce, expires))) return undefined;
  return parseInt(expires, 36) * 1000 > now ? nonce : undefined;
}

function macOf(secrets: Secrets, { room, account }: DeviceOwner, nonce: string, expires: string): Promise<string> {
  return secrets.hex(16, "device", room, account, nonce, expires);
}
