/**
 * Responses in a readable form. Pure.
 * @module
 */

/** Lines of a body that are shown. */
const MAX_LINES = 400;

/** JSON with indents; anything else as it came. */
export function prettyBody(body: string): string {
  if (body === "") return "(empty)";
  const text = pretty(body);
  const lines = text.split("\n");
  if (lines.length <= MAX_LINES) return text;
  return [...lines.slice(0, MAX_LINES), `… ${lines.length - MAX_LINES} more lines`].join("\n");
}

function pretty(body: string): string {
  const first = body.trimStart()[0];
  if (first !== "{" && first !== "[") return body;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** HTTP/2 sends no reason; these are the ones this server answers with. */
const WORDS: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  204: "No Content",
  301: "Moved Permanently",
  302: "Found",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** The usual words of a status. */
export function statusWord(status: number): string {
  return WORDS[status] ?? "";
}
