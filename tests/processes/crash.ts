/**
 * `deno task crash [--times N]`: kills the server with SIGKILL while attacks come in, again and again on one database,
 * and looks afterwards whether everything is there that a client was told of.
 * @module
 */
import { eventById, eventsAfter } from "../../store/event_reader.ts";
import { parseEventId } from "../../store/ids.ts";
import { type Head, headKey, totalKey } from "../../store/keys.ts";
import { FLUSH_MS } from "../../store/limits.ts";
import { verifyRoom } from "../../store/verify.ts";
import { runTask } from "../arguments.ts";
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
  /** Milliseconds before a crash at which the first event happened that is in the log and not in the counters: most. */
  readonly countersBehindMs: number;
  /** Requests counted that were never sent. */
  readonly overcounted: number;
}

/** Milliseconds that the counters may be behind: the time between two flushes, and as much for one to be written. */
const MAX_BEHIND_MS = 2 * FLUSH_MS;

/** Crashes `times` times after `milliseconds` of load. */
export async function crash(times: number, milliseconds: number): Promise<CrashReport> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/kv.sqlite3`;
  const all: string[] = [];
  let busy = 0;
  let [before, behind, overcounted] = [NOTHING, 0, 0];
  for (let round = 0; round < times; round++) {
    const server = await startServer({ GLASSHOUSE_KV: path });
    const told = new Told();
    const started = performance.now();
    const bombing = bombard({ port: Number(new URL(server.url).port), round, connections: 128 }, told);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    const killed = Date.now();
    busy += performance.now() - started;
    await server.kill();
    await bombing;
    all.push(...told.ids);
    const kept = await keptIn(path, before);
    behind = Math.max(behind, kept.uncountedSince === undefined ? 0 : killed - kept.uncountedSince);
    overcounted += Math.max(0, kept.total - before.total - told.sent);
    before = kept;
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

/** What a crash has left: requests that are counted, and the end of the log. */
interface Kept {
  readonly total: number;
  readonly seq: number;
  readonly id: string;
  /** When the first event happened that is not counted. */
  readonly uncountedSince?: number | undefined;
}

const NOTHING: Kept = { total: 0, seq: 0, id: "" };

/** Every request is an event, and both are counted in the order in which they came: what is missing is the end. */
async function keptIn(path: string, before: Kept): Promise<Kept> {
  const kv = await Deno.openKv(path);
  const { value } = await kv.get<Deno.KvU64>(totalKey("main", "total"));
  const { value: head } = await kv.get<Head>(headKey("main"));
  const [total, seq, id] = [Number(value?.value ?? 0), head?.seq ?? 0, head?.id ?? ""];
  const counted = total - before.total;
  const isBehind = counted < seq - before.seq;
  const first = isBehind ? (await eventsAfter(kv, "main", before.id, counted + 1)).at(-1) : undefined;
  kv.close();
  return { total, seq, id, uncountedSince: first && parseEventId(first.id)?.at };
}

const HELP = `deno task crash [--times N]

Kills the server with SIGKILL while attacks come in, again and again on one database, and looks afterwards whether every
event is there that a client was told of. Prints JSON; ends with 1 where something is missing.

  --times N  crashes (default 20), each after two seconds of load
  --help     this text`;

if (import.meta.main) {
  await runTask(HELP, { numbers: ["times"] }, async (args) => {
    const report = await crash(args.number("times", 20), 2_000);
    console.log(JSON.stringify(report, null, 2));
    const { missing, chain, overcounted, countersBehindMs } = report;
    const isSound = missing === 0 && chain === "whole" && overcounted === 0 && countersBehindMs <= MAX_BEHIND_MS;
    return isSound ? 0 : 1;
  });
}
