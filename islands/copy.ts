/**
 * A request as a command or as code, quoted so that the receiver gets the same bytes. Pure.
 * @module
 */
import { type Draft, TEXT_BODY } from "./request.ts";

/** Forms in which a request can be taken elsewhere. */
export const FORMS = ["cURL", "fetch", "HTTPie"] as const;
export type Form = typeof FORMS[number];

/** Writes the request in the form. */
export function copyAs(form: Form, draft: Draft, origin: string): string {
  switch (form) {
    case "cURL":
      return curlOf(draft, origin);
    case "fetch":
      return fetchOf(draft, origin);
    case "HTTPie":
      return httpieOf(draft, origin);
  }
}

function curlOf({ method, target, headers, body }: Draft, origin: string): string {
  const parts = ["curl", "-i", "--path-as-is", "--globoff"];
  if (method === "HEAD") parts.push("--head");
  else if (method !== (body === "" ? "GET" : "POST")) parts.push("-X", method);
  for (const [name, value] of headers) parts.push("-H", quote(value === "" ? `${name};` : `${name}: ${value}`));
  // A command would call the body a form; the page calls it text.
  if (body !== "" && !hasType(headers)) parts.push("-H", quote(`content-type: ${TEXT_BODY}`));
  if (body !== "") parts.push("--data-binary", quote(body.startsWith("@") ? `\\${body}` : body));
  parts.push(quote(origin + target));
  return parts.join(" ");
}

function fetchOf({ method, target, headers, body }: Draft, origin: string): string {
  const init: Record<string, unknown> = { method };
  if (headers.length > 0) init["headers"] = headers;
  if (body !== "") init["body"] = body;
  return `await fetch(${JSON.stringify(origin + target)}, ${JSON.stringify(init, null, 2)});`;
}

function httpieOf({ method, target, headers, body }: Draft, origin: string): string {
  const parts = ["http", "--path-as-is", method, quote(origin + target)];
  for (const [name, value] of headers) parts.push(quote(value === "" ? `${name};` : `${name}:${value}`));
  if (body !== "" && !hasType(headers)) parts.push(quote(`content-type:${TEXT_BODY}`));
  const command = parts.join(" ");
  return body === "" ? command : `printf %s ${quote(body)} | ${command}`;
}

function hasType(headers: Draft["headers"]): boolean {
  return headers.some(([name]) => name.toLowerCase() === "content-type");
}

/** Quotes for a POSIX shell: nothing inside single quotes has a meaning but the quote itself. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
