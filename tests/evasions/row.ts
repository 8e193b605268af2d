/**
 * A row of the evasion checklist as bytes on the wire.
 * @module
 */
import type { EvasionRow } from "../../attacks/evasion.ts";

/** The row as it goes over the wire. */
export function bytesOf({ method, target, headers, body }: EvasionRow): Uint8Array {
  const lines = [`${method} ${target} HTTP/1.1`, "Host: app.example.test", "Connection: close"];
  for (const [name, value] of headers) lines.push(`${name}: ${value}`);
  if (body.length > 0) lines.push(`Content-Length: ${body.length}`);
  const head = new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n`);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}
