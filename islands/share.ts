/**
 * A request in the address of the page: `#r=` and base64url of JSON. Opening the link needs no server state.
 * @module
 */
import type { Draft } from "./request.ts";

/** Longest hash that is read; browsers carry more, but a request of this size is no longer a link. */
const MAX_HASH = 64_000;

function listOf({ method, target, headers, body, latin1 }: Draft): readonly unknown[] {
  return latin1 ? [method, target, headers, body, "latin1"] : [method, target, headers, body];
}

/** The hash that carries a draft. */
export function hashOf(draft: Draft): string {
  const bytes = new TextEncoder().encode(JSON.stringify(listOf(draft)));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `#r=${btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** The draft in a hash; undefined when there is none, or when it is not one of ours. */
export function parseHash(hash: string): Draft | undefined {
  if (!hash.startsWith("#r=") || hash.length > MAX_HASH) return undefined;
  try {
    const binary = atob(hash.slice(3).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    return parseDraft(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}

function parseDraft(value: unknown): Draft | undefined {
  if (!Array.isArray(value) || value.length < 4 || value.length > 5) return undefined;
  const [method, target, headers, body, form]: unknown[] = value;
  if (form !== undefined && (form !== "latin1" || typeof body !== "string" || !isLatin1(body))) return undefined;
  if (typeof method !== "string" || typeof target !== "string" || typeof body !== "string") return undefined;
  if (!/^[A-Z]{1,20}$/.test(method) || !Array.isArray(headers) || !headers.every(isHeader)) return undefined;
  return { method, target, headers, body, ...(form === "latin1" ? { latin1: true } : {}) };
}

function isLatin1(text: string): boolean {
  return [...text].every((char) => char.charCodeAt(0) < 256);
}

/** Says whether a value is a pair of name and value. */
export function isHeader(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "string");
}
