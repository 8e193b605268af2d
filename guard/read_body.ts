/**
 * Reads a body once, at most so many bytes of it, for at most so long.
 * @module
 */

/** What came of reading. */
export type BodyRead =
  | { readonly kind: "none" }
  | { readonly kind: "read"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "too-large"; readonly limit: number }
  | { readonly kind: "too-slow"; readonly deadlineMs: number }
  | { readonly kind: "broken" };

/** Bounds of a body. */
export interface BodyLimits {
  readonly maxBytes: number;
  readonly deadlineMs: number;
}

/** Reads the body of `request`; a declared length above the limit is refused without reading. */
export async function readBody(request: Request, limits: BodyLimits): Promise<BodyRead> {
  const { body } = request;
  if (body === null) return { kind: "none" };
  const { maxBytes, deadlineMs } = limits;
  const declared = request.headers.get("content-length");
  if (declared !== null && Number(declared) > maxBytes) {
    // Cancelled, so that the connection is not held for bytes that nobody reads.
    body.cancel().catch(() => {});
    return { kind: "too-large", limit: maxBytes };
  }
  const reader = body.getReader();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    reader.cancel().catch(() => {});
  }, deadlineMs);
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength;
      if (size > maxBytes) {
        reader.cancel().catch(() => {});
        return { kind: "too-large", limit: maxBytes };
      }
      chunks.push(part.value);
    }
    if (late) return { kind: "too-slow", deadlineMs };
    return size === 0 ? { kind: "none" } : { kind: "read", bytes: joined(chunks, size) };
  } catch {
    return late ? { kind: "too-slow", deadlineMs } : { kind: "broken" };
  } finally {
    clearTimeout(timer);
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
