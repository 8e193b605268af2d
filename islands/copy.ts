/**
 * A request as a command or as code, quoted so that the receiver gets the same bytes. Pure.
 * @module
 */
import { type Draft, TEXT_BODY } from "./request.ts";

/** Forms in which a request can be taken elsewhere. */
export const FORMS = ["cURL", "fetch", "HTTPie", "go-ftw"] as const;
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
    case "go-ftw":
      return ftwOf(draft, origin);
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

/** A test of the kind that rule sets are tested with; strings as in JSON, which YAML reads as they are. */
function ftwOf({ method, target, headers, body }: Draft, origin: string): string {
  const { hostname, port, protocol, host } = new URL(origin);
  const all = [["Host", host], ...headers];
  if (body !== "" && !hasType(headers)) all.push(["Content-Type", TEXT_BODY]);
  const pairs = all.map(([name = "", value = ""]) => `            ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return [
    "---",
    "meta:",
    '  description: "a request of the playground"',
    "tests:",
    "  - test_id: 1",
    "    stages:",
    "      - input:",
    `          dest_addr: ${JSON.stringify(hostname)}`,
    `          port: ${port || (protocol === "https:" ? 443 : 80)}`,
    `          protocol: ${JSON.stringify(protocol.slice(0, -1))}`,
    `          method: ${JSON.stringify(method)}`,
    `          uri: ${JSON.stringify(target)}`,
    "          headers:",
    ...pairs,
    ...body === "" ? [] : [`          data: ${JSON.stringify(body)}`],
    "        output:",
    "          status: 403",
    "",
  ].join("\n");
}

function hasType(headers: Draft["headers"]): boolean {
  return headers.some(([name]) => name.toLowerCase() === "content-type");
}

/** Quotes for a POSIX shell: nothing inside single quotes has a meaning but the quote itself. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
