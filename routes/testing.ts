/**
 * An app for tests: KV in memory, a clock that the test moves.
 * @module
 */
import type { LoadedLesson } from "../attacks/load.ts";
import type { Attack } from "../attacks/types.ts";
import type { Model } from "../detectors/anomaly/weights.ts";
import { DEFAULT_ROOM_SETTINGS } from "../guard/settings.ts";
import type { RoomSettings } from "../guard/types.ts";
import { Store } from "../store/mod.ts";
import { createApp } from "./app.ts";
import { parseConfig } from "./config.ts";
import { startPolicies } from "./limits.ts";
import { patientClock } from "./demo/testing.ts";
import { openWorlds, type Worlds } from "./demo/worlds.ts";

/** What a test holds in its hands. */
export interface TestApp {
  readonly store: Store;
  readonly clock: { now: number };
  /** Sends a request from a loopback connection. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The app behind a port, for what needs a real connection. */
  serve(run: (url: string) => Promise<void>): Promise<void>;
}

/** SQLite is loaded once for all tests of a file; every test finds a fresh world. */
let worldsOpen: Worlds | undefined;

/** What a test can ask for. */
export interface TestOptions {
  readonly settings?: Partial<RoomSettings>;
  readonly env?: Record<string, string>;
  readonly attacks?: readonly Attack[];
  readonly lessons?: readonly LoadedLesson[];
  readonly model?: Model;
  /** Puts faults between the store and its database. */
  readonly wrap?: (kv: Deno.Kv) => Deno.Kv;
}

/** Builds an app, runs the test, closes the store. */
export async function withApp(run: (app: TestApp) => Promise<void>, options: TestOptions = {}): Promise<void> {
  const kv = await Deno.openKv(":memory:");
  const clock = { now: 1_800_000_000_000 };
  const config = parseConfig((name) => options.env?.[name]);
  const policies = startPolicies({ rateLimit: options.settings?.rateLimit ?? config.rateLimit });
  const defaults = { ...DEFAULT_ROOM_SETTINGS, policies, teaching: true, ...options.settings };
  const store = new Store({ kv: options.wrap?.(kv) ?? kv, defaults, now: () => clock.now });
  await store.load("main");
  const worlds = (worldsOpen ??= openWorlds(patientClock));
  const app = createApp({
    config,
    store,
    now: () => clock.now,
    attacks: options.attacks ?? [],
    lessons: options.lessons ?? [],
    ...(options.model ? { model: options.model } : {}),
    worlds,
    secret: "a secret for tests",
    staticDir: new URL("../static", import.meta.url).pathname,
    onReset: [],
    snapshot: (room) => store.snapshot(room),
  });
  const env = { remoteAddr: { hostname: "127.0.0.1", port: 50_000, transport: "tcp" } };
  try {
    const serve = async (run: (url: string) => Promise<void>) => {
      const options = { port: 0, hostname: "127.0.0.1", onListen() {} };
      const server = Deno.serve(options, (request, info) => app.fetch(request, info));
      await run(`http://127.0.0.1:${server.addr.port}`).finally(() => server.shutdown());
    };
    await run({ store, clock, serve, fetch: async (path, init) => await app.request(path, init, env) });
  } finally {
    worlds.close();
    await store.close();
    kv.close();
  }
}
