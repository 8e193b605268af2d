/**
 * The real app behind a port, in the process of the test: over a database in memory, by the clock of the machine.
 * `tests/processes/` starts it as a process of its own, as a user does; that costs half a second of processor time,
 * which every test in the browser would pay.
 * @module
 */
import { openHouse as buildHouse } from "../../main.ts";
import { parseConfig } from "../../routes/config.ts";
import { openSqlite, type Sqlite } from "../../routes/demo/sql/engine.ts";
import { patientClock } from "../../routes/demo/testing.ts";
import { Worlds } from "../../routes/demo/worlds.ts";

/** An open house. */
export interface House {
  readonly url: string;
  close(): Promise<void>;
}

/** SQLite is loaded once for all tests of an isolate; every house has worlds of its own. */
let sqlite: Promise<Sqlite> | undefined;

/** Opens a house on a free port; `env` is the rest of its environment. */
export async function openHouse(env: Readonly<Record<string, string>> = {}, compressed = false): Promise<House> {
  const config = parseConfig((name) => ({ PORT: "0", ...env })[name]);
  const kv = await Deno.openKv(":memory:");
  const worlds = new Worlds(() => sqlite ??= openSqlite(), patientClock);
  const { app, store } = await buildHouse({ kv, config, worlds, log() {} });
  const leaving = new AbortController();
  const { signal } = leaving;
  const options = { port: 0, hostname: "127.0.0.1", signal, automaticCompression: compressed, onListen() {} };
  const server = Deno.serve(options, (request, info) => app.fetch(request, info));
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    async close() {
      // Streams and requests that are still open end now, as they would with the process.
      leaving.abort();
      await server.finished;
      await store.close();
      worlds.close();
      kv.close();
    },
  };
}
