/**
 * Requests as they stand in an `http` fence: request line, headers, an empty line, the body, byte for byte.
 * @module
 */
import { AttackError } from "./front_matter.ts";
import type { HttpRequest } from "./types.ts";

/** Longest request line or header in a fence; the demo server takes no more either. */
const MAX_LINE = 8_192;

/** A text, split into prose and the requests of its `http` fences. */
export interface Fences {
  readonly requests: readonly HttpRequest[];
  /** The lines outside the `http` fences, joined and trimmed. */
  readonly prose: string;
}

/** Takes the `http` fences out of a text. */
export function parseFences(file: string, lines: readonly string[]): Fences {
  const requests: HttpRequest[] = [];
  const prose: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.trimEnd() !== "```http") {
      prose.push(line);
      continue;
    }
    const end = lines.indexOf("```", i + 1);
    if (end === -1) throw new AttackError(file, "an http fence has no end");
    requests.push(parseRequest(file, lines.slice(i + 1, end)));
    i = end;
  }
  return { requests, prose: prose.join("\n").replaceAll("\n\n\n", "\n\n").trim() };
}

/** Parses one request. The body's lines are joined by LF; there is no line end after the last. */
export function parseRequest(file: string, lines: readonly string[]): HttpRequest {
  const [first = ""] = lines;
  const space = first.indexOf(" ");
  const method = first.slice(0, space);
  const target = first.slice(space + 1);
  if (space < 1 || !isToken(method)) throw new AttackError(file, `'${first}' is not 'METHOD /path'`);
  if (!target.startsWith("/")) throw new AttackError(file, `the target '${target}' does not start with '/'`);
  if (target.includes(" ") || target.length > MAX_LINE) throw new AttackError(file, "the target holds a space");
  const blank = lines.indexOf("");
  const head = lines.slice(1, blank === -1 ? lines.length : blank);
  const headers = head.map((line) => parseHeader(file, line));
  if (blank === -1) return { method, target, headers };
  const body = lines.slice(blank + 1).join("\n");
  return { method, target, headers, body };
}

function parseHeader(file: string, line: string): readonly [string, string] {
  const colon = line.indexOf(": ");
  const name = line.slice(0, colon);
  if (colon < 1 || !isToken(name)) throw new AttackError(file, `'${line}' is not 'Header: value'`);
  if (line.length > MAX_LINE) throw new AttackError(file, `the header '${name}' is too long`);
  return [name, line.slice(colon + 2)];
}

function isToken(text: string): boolean {
  return /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/.test(text);
}
