/**
 * One process of several that count on one database: `limiter_main.ts DATABASE HITS`. Says `ready`, waits for a line,
 * counts, and says how many were admitted.
 * @module
 */
import type { LimitPolicy } from "../../guard/types.ts";
import { KvCounters } from "../../store/counters.ts";
import { openKv } from "../../store/open.ts";

/** Hits that wait at once, and the clients that they come from. */
const AT_ONCE = 64;
const CLIENTS = 8;

const POLICY: LimitPolicy = {
  name: "client",
  algorithm: "gcra",
  limit: 1_000_000,
  windowMs: 60_000,
  onFailure: "closed",
};

if (import.meta.main) {
  const [database = ":memory:", hits = "0"] = Deno.args;
  const kv = await openKv(database);
  // As among several: alone, a process would count in memory.
  const counters = new KvCounters(kv);
  await counters.hit("main", "warm", POLICY, Date.now());
  console.log("ready");
  await Deno.stdin.read(new Uint8Array(1));
  let [sent, admitted] = [0, 0];
  const worker = async () => {
    while (sent < Number(hits)) {
      const { allowed } = await counters.hit("main", `client ${sent++ % CLIENTS}`, POLICY, Date.now());
      if (allowed) admitted++;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  console.log(admitted);
  kv.close();
}
