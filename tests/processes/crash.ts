/**
 * `deno task crash [--times N]`: kills the server with SIGKILL while attacks come in, again and again on one database,
 * and looks afterwards whether everything is there that a client was told of.
 * @module
 */
import { eventById } from "../../store/event_reader.ts";
import { parseEventId } from "../../store/ids.ts";
import { totalKey } from "../../store/keys.ts";
import { FLUSH_MS } from "../../store/limits.ts";
import { verifyRoom } from "../../store/verify.ts";
import { bombard, Told } from "./bombard.ts";
import { startServer } from "./server.ts";

/** What came out. */
export interface CrashReport {
  readonly crashes: number;
  /** Event ids that answers named. */
  readonly told: number;
  readonly perSecond: number;
  /** Ids that no record has, and that retention has not forgotten. */
  readonly missing: number;
  /** What `audit verify` says. */
  readonly chain: string;
  /** Milliseconds before a crash from which on answers were not counted: the longest of the rounds. */
  readonly countersBehindMs: number;
  /** Requests counted that were never sent. */
  readonly overcounted: number;
}

/** Milliseconds that the counters may be behind: the time between two flushes, and what one takes on a busy machine. */
const MAX_BEHIND_MS = FLUSH_MS + 1_750;

/** Crashes `times` times after `milliseconds` of load. */
export async function crash(times: number, milliseconds: number): Promise<CrashReport> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/kv.sqlite3`;
  const all: string[] = [];
  let busy = 0;
  let [counted, behind, overcounted] = [0, 0, 0];
  for (let round = 0; round < times; round++) {
    const server = await startServer({ GLASSHOUSE_KV: path });
    const told = new Told();
    const started = performance.now();
    const bombing = bombard({ port: Number(new URL(server.url).port), round, connections: 128 }, told);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    const killed = performance.now();
    await server.kill();
    busy += killed - started;
    await bombing;
    all.push(...told.ids);
    const total = await totalIn(path);
    behind = Math.max(behind, told.behind(total - counted, killed));
    overcounted += Math.max(0, total - counted - told.sent);
    counted = total;
  }
  const kv = await Deno.openKv(path);
  const audit = await verifyRoom(kv, "main");
  const forgotten = audit.kind === "whole" ? audit.forgotten : 0;
  let missing = 0;
  for (const id of all) {
    if ((parseEventId(id)?.seq ?? 0) > forgotten && await eventById(kv, "main", id) === undefined) missing++;
  }
  kv.close();
  await Deno.remove(folder, { recursive: true });
  const chain = audit.kind === "whole" ? "whole" : JSON.stringify(audit);
  const perSecond = Math.round(all.length / busy * 1000);
  return {
    crashes: times,
    told: all.length,
    perSecond,
    missing,
    chain,
    countersBehindMs: Math.round(behind),
    overcounted,
  };
}

async function totalIn(path: string): Promise<number> {
  const kv = await Deno.openKv(path);
  const { value } = await kv.get<Deno.KvU64>(totalKey("main", "total"));
  kv.close();
  return Number(value?.value ?? 0);
}

if (import.meta.main) {
  const at = Deno.args.indexOf("--times");
  const report = await crash(at < 0 ? 20 : Number(Deno.args[at + 1]), 2_000);
  console.log(JSON.stringify(report, null, 2));
  const { missing, chain, overcounted, countersBehindMs } = report;
  const isSound = missing === 0 && chain === "whole" && overcounted === 0 && countersBehindMs <= MAX_BEHIND_MS;
  Deno.exit(isSound ? 0 : 1);
}
