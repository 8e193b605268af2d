/**
 * `POST /glass/shadow`: would it have worked? A request that the guard refused is run against a fresh copy of the
 * demo world, which is thrown away afterwards. Nothing is counted, stored or streamed.
 * @module
 */
import { Hono } from "hono";
import { guard } from "../../guard/middleware.ts";
import { createDemo } from "../demo/mod.ts";
import type { AppDeps, AppEnv } from "../deps.ts";
import { problem } from "../errors.ts";
import { demoLogin } from "../login_fields.ts";

/** Shadow runs a minute, over all rooms: each builds a database of its own. */
const RUNS_A_MINUTE = 300;

/** A request as the launcher holds it. */
interface Shadowed {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
}

/** Routes below `/glass/shadow`. */
export function createShadow(deps: AppDeps): Hono<AppEnv> {
  const { worlds, store, now } = deps;
  const login = demoLogin(deps.secret);
  const stats = (room: string) => Promise.resolve(store.stats.totals(room));
  const house = (room: string) => {
    const app = new Hono<AppEnv>();
    app.use(guard({ room: () => room, settings: { mode: "observe", rateLimit: "off", teaching: true }, now }));
    return app.route("/", createDemo({ worlds, stats, now, login }));
  };
  const recent: number[] = [];
  const app = new Hono<AppEnv>();
  app.post("/", async (c) => {
    while (recent.length > 0 && recent[0]! <= now() - 60_000) recent.shift();
    if (recent.length >= RUNS_A_MINUTE) return problem(c, 429, "Too many shadow runs");
    recent.push(now());
    const shadowed = parseShadowed(await c.req.text());
    if (shadowed === undefined) {
      return problem(c, 400, "Bad request to shadow", "expected method, target, headers, body");
    }
    const room = `shadow ${crypto.randomUUID()}`;
    try {
      const { method, target, headers, body } = shadowed;
      const init = { method, headers: headers.map(([name, value]): [string, string] => [name, value]) };
      const url = new URL(target, "http://shadow.invalid");
      if (url.host !== "shadow.invalid" || !url.pathname.startsWith("/api/")) return problem(c, 404, "No such route");
      const answer = await house(room).request(
        url.pathname + url.search,
        body === undefined ? init : { ...init, body },
      );
      return c.json({ status: answer.status, body: await bodyOf(answer) });
    } catch (error) {
      // A method or a header that fetch does not allow.
      if (error instanceof TypeError) return problem(c, 400, "Bad request to shadow", error.message);
      throw error;
    } finally {
      worlds.reset(room);
    }
  });
  return app;
}

async function bodyOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  return (answer.headers.get("content-type") ?? "").includes("json") ? JSON.parse(text) : text;
}

/** Reads the body of the call; nothing where it is no request. */
function parseShadowed(text: string): Shadowed | undefined {
  const values = new Map<string, unknown>();
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null) {
      for (const [key, value] of Object.entries(parsed)) values.set(key, value);
    }
  } catch {
    return undefined;
  }
  const [method, target, headers, body] = ["method", "target", "headers", "body"].map((key) => values.get(key));
  if (typeof method !== "string" || typeof target !== "string" || !target.startsWith("/")) return undefined;
  if (headers !== undefined && !isHeaderList(headers)) return undefined;
  if (body !== undefined && typeof body !== "string") return undefined;
  return { method, target, headers: headers ?? [], ...(body === undefined ? {} : { body }) };
}

function isHeaderList(value: unknown): value is [string, string][] {
  return Array.isArray(value) &&
    value.every((pair) =>
      Array.isArray(pair) && pair.length === 2 && typeof pair[0] === "string" && typeof pair[1] === "string"
    );
}
