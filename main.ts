/**
 * Composition root: reads the environment, opens the database, builds the app, serves. The only file that starts
 * anything.
 * @module
 */
import { loadAttacks, loadLessons } from "./attacks/mod.ts";
import { readWeights } from "./detectors/anomaly/weights.ts";
import { DEFAULT_ROOM_SETTINGS } from "./guard/settings.ts";
import { createApp } from "./routes/app.ts";
import { type Config, ConfigError, parseConfig } from "./routes/config.ts";
import { openWorlds, type Worlds } from "./routes/demo/worlds.ts";
import { startPolicies } from "./routes/limits.ts";
import { jsonLog, type Log } from "./store/log.ts";
import { Store } from "./store/mod.ts";
import { isLocal, openKv } from "./store/open.ts";
import { sharedSecret } from "./store/secret.ts";

/** Milliseconds in which everything has to be written and closed after a signal. */
const SHUTDOWN_MS = 2_500;

/** What a house is built on. */
export interface HouseDeps {
  readonly kv: Deno.Kv;
  readonly config: Config;
  readonly log: Log;
  readonly worlds: Worlds;
}

/** What stands behind a port. */
export interface House {
  readonly app: ReturnType<typeof createApp>;
  readonly store: Store;
}

if (import.meta.main) await main();

async function main(): Promise<void> {
  const config = configOrExit();
  const log = jsonLog(config.log, Date.now, (line) => console.error(line));
  const kv = await openKv(config.kv).catch((error) =>
    fail(`Cannot open GLASSHOUSE_KV="${config.kv}": ${error.message}`)
  );
  const { app, store } = await openHouse({ kv, config, log, worlds: openWorlds() });
  const server = serveOrExit(config, log, (request, info) => app.fetch(request, info));
  const stop = once(async () => {
    log("info", "server.stopping", { waitingEvents: store.events.waiting });
    const cap = setTimeout(() => Deno.exit(0), SHUTDOWN_MS);
    await store.close();
    await Promise.race([server.shutdown(), pause(500)]);
    kv.close();
    clearTimeout(cap);
    Deno.exit(0);
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, stop);
}

/** Loads what the app stands on and builds it; nothing listens yet. */
export async function openHouse({ kv, config, log, worlds }: HouseDeps): Promise<House> {
  const { mode, rateLimit } = config;
  const policies = startPolicies(config);
  const defaults = { ...DEFAULT_ROOM_SETTINGS, mode, rateLimit, policies, teaching: true };
  const store = new Store({ kv, defaults, local: isLocal(config.kv), log });
  await store.load("main");
  store.maintain();
  const staticDir = new URL("./static", import.meta.url).pathname;
  const weights = Deno.readFile(new URL("./detectors/anomaly/weights.bin", import.meta.url));
  const [attacks, lessons, model] = await Promise.all([
    loadAttacks(),
    loadLessons(),
    weights.then(readWeights),
  ]);
  const app = createApp({
    config,
    store,
    staticDir,
    now: Date.now,
    model,
    attacks,
    lessons,
    worlds,
    secret: await sharedSecret(kv),
    onReset: [],
    snapshot: (room) => store.snapshot(room),
  });
  return { app, store };
}

function configOrExit(): Config {
  try {
    return parseConfig((name) => Deno.env.get(name));
  } catch (error) {
    if (error instanceof ConfigError) fail(error.message);
    throw error;
  }
}

function serveOrExit(
  config: Config,
  log: Log,
  handler: Deno.ServeHandler<Deno.NetAddr>,
): Deno.HttpServer<Deno.NetAddr> {
  const { port, host: hostname } = config;
  const onListen = (address: Deno.NetAddr) => {
    const shown = ["0.0.0.0", "::"].includes(address.hostname) ? "localhost" : address.hostname;
    console.log(`Glasshouse is open on http://${shown}:${address.port}`);
    log("info", "server.started", {
      host: address.hostname,
      port: address.port,
      mode: config.mode,
      rooms: config.rooms,
    });
  };
  try {
    return Deno.serve({ port, hostname, onListen, automaticCompression: true }, handler);
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) {
      fail(`PORT="${port}": the port is in use; stop the other server or set PORT to a free one`);
    }
    if (error instanceof Deno.errors.AddrNotAvailable) fail(`HOST="${hostname}": not an address of this machine`);
    if (error instanceof Deno.errors.NotCapable) {
      fail(`HOST="${hostname}": not allowed by permissions.default.net in deno.json; add it there to listen on it`);
    }
    throw error;
  }
}

function fail(line: string): never {
  console.error(line);
  Deno.exit(1);
}

function once(run: () => Promise<void>): () => void {
  let started = false;
  return () => {
    if (started) return;
    started = true;
    void run();
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
