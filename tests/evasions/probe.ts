/**
 * What an application sees: a Hono app that answers with what the ways of reading a request return.
 * @module
 */
import { type Context, Hono } from "hono";
import { getCookie } from "hono/cookie";

const ABSENT = "(absent)";

/** Hono's and the platform's ways to read a request, by the word before the colon. */
const READERS: Readonly<
  Record<string, (c: Context, name: string) => string | undefined | Promise<string | undefined>>
> = {
  query: (c, name) => c.req.query(name),
  queries: (c, name) => JSON.stringify(c.req.queries(name)),
  url: (c, name) => new URL(c.req.url).searchParams.get(name) ?? undefined,
  path: (c) => c.req.path,
  pathname: (c) => new URL(c.req.url).pathname,
  param: (c, name) => c.req.param(name),
  method: (c) => c.req.method,
  header: (c, name) => c.req.header(name),
  cookie: (c, name) => getCookie(c, name),
  text: (c) => c.req.text(),
  json: async (c, name) => {
    const value: unknown = await c.req.json();
    if (name === "") return "parsed";
    return JSON.stringify(Object.getOwnPropertyDescriptor(value, name)?.value);
  },
  form: async (c, name) => {
    const value = (await c.req.parseBody())[name];
    return value instanceof File ? "[File]" : String(value ?? ABSENT);
  },
};

/** Answers every request with `{probe: what it read}` for the probes of the row that is being sent. */
export function probeApp(probes: () => readonly string[]): Hono {
  const app = new Hono();
  const answer = async (c: Context) => {
    const seen: Record<string, string> = {};
    for (const probe of probes()) {
      const [reader = "", name = ""] = splitOnce(probe);
      const read = READERS[reader];
      if (!read) continue;
      try {
        seen[probe] = await read(c, name) ?? ABSENT;
      } catch {
        seen[probe] = "error";
      }
    }
    return c.json(seen);
  };
  app.all("/api/users/:id", answer);
  app.all("*", answer);
  return app;
}

/** Probes that ask the platform and need no request: `host <url>`, `URL <url>`, `upper <text>`, `match <flags> <text>`. */
export function platformSays(probe: string): string | undefined {
  const [name, first = "", second = ""] = probe.split(" ");
  switch (name) {
    case "host":
      return new URL(first).hostname;
    case "URL":
      return new URL(probe.slice(4)).pathname;
    case "upper":
      return first.toUpperCase();
    case "match":
      return String(new RegExp("s", first).test(second));
  }
  return undefined;
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf(":");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
