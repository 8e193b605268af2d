/**
 * Fires requests at the demo API without a guard: what the API does when nothing protects it. For tests.
 * @module
 */
import { Hono } from "hono";
import { ALLOWED } from "../../guard/testing.ts";
import type { Guarded, GuardInput, RoomSettings, Totals } from "../../guard/types.ts";
import { demoLogin } from "../login_fields.ts";
import type { DemoEnv } from "./context.ts";
import type { Effect } from "./effect.ts";
import { createDemo } from "./mod.ts";
import { openWorlds } from "./worlds.ts";

const SETTINGS: RoomSettings = {
  mode: "observe",
  level: 1,
  detectLevel: 2,
  threshold: 5,
  rules: {},
  exclusions: [],
  rateLimit: "off",
  algorithm: "sliding-log",
  teaching: true,
};

const TOTALS: Totals = {
  total: 3,
  allowed: 1,
  flagged: 0,
  blocked: 2,
  limited: 0,
  byCategory: { sqli: 2 },
  anomalies: 1,
  failedOpen: 0,
  dropped: 0,
};

/** An answer of the demo API. */
export interface Fired {
  readonly status: number;
  readonly type: string;
  /** The JSON body without `effect`; the text under `text` where it is no JSON. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly effect: Effect | undefined;
  readonly headers: Headers;
  readonly ms: number;
}

/** What can be said about a shot. */
export interface Shot {
  readonly body?: unknown;
  /** Values that the guard read, where it reads otherwise than the URL standard. */
  readonly query?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  /** A body that is no JSON and no form, such as XML. */
  readonly text?: string;
  readonly room?: string;
  readonly teaching?: boolean;
}

/** The demo API of a fresh server. */
export interface Range {
  fire(method: string, target: string, shot?: Shot): Promise<Fired>;
  /** Throws the room's world away. */
  reset(room?: string): void;
  close(): void;
}

/**
 * A clock for deadlines that runs at an eighth of the machine's: a statement that waits for a busy processor is none
 * that runs away, and no test of something else should fail by it.
 */
export function patientClock(): number {
  return performance.now() / 8;
}

/** Opens SQLite and mounts the demo API. */
export async function openRange(): Promise<Range> {
  const worlds = openWorlds();
  await worlds.load();
  const demo = createDemo({
    worlds,
    stats: () => Promise.resolve(TOTALS),
    now: () => 1_800_000_000_000,
    login: demoLogin("a secret"),
  });
  async function fire(method: string, target: string, shot: Shot = {}): Promise<Fired> {
    const app = new Hono<DemoEnv>();
    app.use(async (c, next) => {
      c.set("guard", guardedOf(method, target, shot));
      await next();
    });
    app.route("/", demo);
    const started = performance.now();
    const response = await app.request(target, { method });
    const text = await response.text();
    const ms = performance.now() - started;
    const type = response.headers.get("content-type") ?? "";
    const { effect, ...body } = type.includes("json") ? JSON.parse(text) : { effect: undefined, text };
    return { status: response.status, type, body, effect, headers: response.headers, ms };
  }
  return { fire, reset: (room = "main") => worlds.reset(room), close: () => worlds.close() };
}

function guardedOf(method: string, target: string, shot: Shot): Guarded {
  return {
    room: shot.room ?? "main",
    requestId: "r1",
    client: "127.0.0.1",
    settings: { ...SETTINGS, teaching: shot.teaching ?? true },
    input: inputOf(method, target, shot),
    verdict: ALLOWED,
  };
}

function inputOf(method: string, target: string, shot: Shot): GuardInput {
  const [path = "", search = ""] = target.split("?", 2);
  const query = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(search)) query.set(name, [...(query.get(name) ?? []), value]);
  for (const [name, value] of Object.entries(shot.query ?? {})) query.set(name, [value]);
  const segments = path.split("/").filter((segment) => segment !== "").map(decodeURIComponent);
  const form = new Map(Object.entries(shot.form ?? {}).map(([name, value]) => [name, [value]]));
  const body = shot.form !== undefined
    ? { kind: "form" as const, fields: form, files: [] }
    : shot.body !== undefined
    ? { kind: "json" as const, value: shot.body }
    : shot.text !== undefined
    ? { kind: "text" as const, text: shot.text }
    : { kind: "none" as const };
  return { method, segments, query, cookies: new Map(), body };
}
