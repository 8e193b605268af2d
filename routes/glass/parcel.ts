/**
 * `POST /glass/parcel`: many requests in one. A scenario throws two hundred a second; as so many exchanges of the
 * browser they would cost it more than the guard, and the page would stop drawing. The server takes each through the
 * whole app as if it had come alone, from whoever sent the parcel: the same connection, the same room, every limit.
 * @module
 */
import { type Context, Hono } from "hono";
import type { AppDeps, AppEnv } from "../deps.ts";
import { problem } from "../errors.ts";

/** Requests in a parcel: a tenth of a second at the highest pace of the page, and as much again. */
export const MAX_PACKED = 40;

/** Requests a minute that come in parcels, over all rooms: a classroom at full pace is slowed down, not the house. */
const PACKED_A_MINUTE = 60_000;

/** One request, as `fetch()` would send it. */
export interface Packed {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  /** The body is bytes: one character of it, below 256, stands for one byte. */
  readonly latin1?: true;
}

/** What a launcher wants to know of an answer; status 0 where the request could not be made. */
export interface Unpacked {
  readonly status: number;
  readonly type: string;
  readonly hasEvent: boolean;
}

/** Takes a request through the whole app, as it would one from a socket. */
export type Dispatch = (request: Request, env: unknown) => Response | Promise<Response>;

/** Routes below `/glass/parcel`. */
export function createParcel({ now }: AppDeps, dispatch: Dispatch): Hono<AppEnv> {
  /** Surroundings of requests that came out of a parcel: none of them brings another. */
  const inside = new Set<unknown>();
  const app = new Hono<AppEnv>();
  let [minute, count] = [0, 0];
  app.post("/", async (c) => {
    if (inside.has(c.env)) return problem(c, 404, "No such route");
    const parcel = parseParcel(await c.req.text());
    if (!parcel) return problem(c, 400, "Bad parcel", `expected 1 to ${MAX_PACKED} requests`);
    const current = Math.floor(now() / 60_000);
    [minute, count] = [current, (current === minute ? count : 0) + parcel.length];
    if (count > PACKED_A_MINUTE) return problem(c, 429, "Too many requests in parcels");
    const env = { remoteAddr: remoteOf(c.env) };
    inside.add(env);
    try {
      return c.json(await Promise.all(parcel.map((each) => unpack(requestOf(c, each), env))));
    } finally {
      inside.delete(env);
    }
  });
  return app;

  async function unpack(request: Request | undefined, env: object): Promise<Unpacked> {
    if (!request) return { status: 0, type: "", hasEvent: false };
    const { status, headers, body } = await dispatch(request, env);
    await body?.cancel();
    return { status, type: headers.get("content-type") ?? "", hasEvent: headers.has("x-event-id") };
  }
}

/** The other end of the connection, as the server tells it. */
function remoteOf(env: unknown): unknown {
  return typeof env === "object" && env !== null && "remoteAddr" in env ? env.remoteAddr : undefined;
}

/** The request; nothing where no browser could send it, or where it would go elsewhere. */
function requestOf(c: Context<AppEnv>, { method, target, headers, body, latin1 }: Packed): Request | undefined {
  const { origin } = new URL(c.req.url);
  const url = URL.parse(origin + target);
  if (url?.origin !== origin || !target.startsWith("/")) return undefined;
  try {
    const sent = new Headers(headers.map(([name, value]): [string, string] => [name, value]));
    // Whose room it is says the parcel alone.
    sent.delete("cookie");
    const cookie = c.req.header("cookie");
    if (cookie !== undefined) sent.set("cookie", cookie);
    const bytes = latin1 && body !== undefined ? Uint8Array.from(body, (char) => char.charCodeAt(0)) : body;
    return new Request(url, { method, headers: sent, ...(bytes === undefined ? {} : { body: bytes }) });
  } catch {
    // A method or a header that `fetch()` does not allow.
    return undefined;
  }
}

function parseParcel(text: string): readonly Packed[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value) || value.length === 0 || value.length > MAX_PACKED) return undefined;
    const parcel = value.map(parsePacked).filter((each) => each !== undefined);
    return parcel.length === value.length ? parcel : undefined;
  } catch {
    return undefined;
  }
}

function parsePacked(value: unknown): Packed | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { method, target, headers, body, latin1 }: Record<string, unknown> = { ...value };
  if (typeof method !== "string" || typeof target !== "string" || !isHeaders(headers)) return undefined;
  if (body !== undefined && typeof body !== "string") return undefined;
  return {
    method,
    target,
    headers,
    ...(body === undefined ? {} : { body }),
    ...(latin1 === true ? { latin1 } : {}),
  };
}

function isHeaders(value: unknown): value is Packed["headers"] {
  return Array.isArray(value) &&
    value.every((pair) =>
      Array.isArray(pair) && pair.length === 2 && typeof pair[0] === "string" && typeof pair[1] === "string"
    );
}
