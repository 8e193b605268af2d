/**
 * The application's side: what Hono, the URL API and other readers make of a request. They are the real ones; only
 * readers that are not at hand (Express, PHP, ASP.NET) are told from their documented rule.
 * @module
 */
import { type Context, Hono } from "hono";
import { getCookie } from "hono/cookie";
import type { Reader, ReadRequest } from "./types.ts";

/** Places that are read; a request of more is no lesson. */
const MAX_PLACES = 24;

/** Readers by place. */
export type Readers = Map<string, Reader[]>;

/** Lets every reader read. */
export async function readersOf({ method, target, headers, body }: ReadRequest): Promise<Readers> {
  const readers: Readers = new Map();
  const add = (place: string, by: string, text: string | undefined) => {
    const known = readers.get(place);
    if (!known && readers.size >= MAX_PLACES) return;
    const reader = text === undefined ? { by } : { by, text };
    if (known) known.push(reader);
    else readers.set(place, [reader]);
  };
  addPath(target, add);
  const bodiless = method === "GET" || method === "HEAD" || body.length === 0;
  const app = new Hono();
  app.all("*", async (c) => {
    addQuery(c, add);
    for (const [name, value] of Object.entries(getCookie(c))) add(`cookie ${name}`, "getCookie()", value);
    if (!bodiless) await addBody(c, add);
    return c.body(null);
  });
  const init = { method, headers: headers.map(([name, value]): [string, string] => [name, value]) };
  const mark = target.indexOf("?");
  // The path was read above, as it stands on the request line; here it would only be changed on the way.
  await app.request(`/${mark < 0 ? "" : target.slice(mark)}`, bodiless ? init : { ...init, body });
  return readers;
}

type Add = (place: string, by: string, text: string | undefined) => void;

function addPath(target: string, add: Add): void {
  const path = target.split("?", 1)[0]!;
  // Deno hands the request line on, and Hono routes by it: tests/evasions pins that.
  add("path", "c.req.path", path);
  add("path", "URL.pathname", URL.parse(`http://app.invalid${path}`)?.pathname);
}

function addQuery(c: Context, add: Add): void {
  const url = new URL(c.req.url).searchParams;
  const all = c.req.queries();
  for (const name of new Set([...Object.keys(all), ...url.keys()])) {
    const place = `query ${name}`;
    const values = all[name] ?? [];
    add(place, "c.req.query()", c.req.query(name));
    add(place, "URLSearchParams", url.get(name) ?? undefined);
    if (values.length < 2) continue;
    add(place, "the last one wins (PHP)", values.at(-1));
    add(place, "joined by commas (ASP.NET)", values.join(","));
  }
}

async function addBody(c: Context, add: Add): Promise<void> {
  const type = (c.req.header("content-type") ?? "").toLowerCase();
  try {
    if (type.includes("json")) return addJson(await c.req.text(), add);
    if (!/form-data|urlencoded/.test(type)) return add("body", "c.req.text()", await c.req.text());
    const bytes = await c.req.arrayBuffer();
    for (const [name, value] of Object.entries(await c.req.parseBody())) {
      const text = value instanceof File ? `[a file: ${value.name || "no name"}]` : String(value);
      add(`body ${name}`, "c.req.parseBody()", text);
    }
    const form = await new Response(bytes, { headers: { "content-type": c.req.header("content-type") ?? "" } })
      .formData();
    for (const [name, value] of form) {
      add(`body ${name}`, value instanceof File ? "the file's text" : "formData()", await textOf(value));
    }
  } catch {
    add("body", "c.req", undefined);
  }
}

function textOf(value: File | string): Promise<string> | string {
  return typeof value === "string" ? value : value.text();
}

function addJson(text: string, add: Add): void {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null) return add("body", "c.req.json()", JSON.stringify(value));
  const first = firstValues(text);
  for (const [name, each] of Object.entries(value)) {
    add(`body /${name}`, "c.req.json()", shown(each));
    const other = first.get(name);
    if (other !== undefined && other !== shown(each)) add(`body /${name}`, "the first one wins (some Go, C++)", other);
  }
}

/** For every key the first value it is given; `JSON.parse` keeps the last. A reviver sees each key only once, so no. */
function firstValues(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const match of text.matchAll(/"([^"\\]{1,100})"\s*:\s*("(?:[^"\\]|\\.){0,500}"|-?\d{1,20})/g)) {
    const [, name = "", written = ""] = match;
    if (!values.has(name)) values.set(name, shown(JSON.parse(written)));
  }
  return values;
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
