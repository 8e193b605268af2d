/**
 * `deno task audit verify [database]`: checks the audit chain of every room; exit code 1 when one is broken.
 * @module
 */
import { openKv } from "./open.ts";
import { auditedRooms, verifyRoom } from "./verify.ts";

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main([command, path]: readonly string[]): Promise<number> {
  if (command !== "verify") {
    console.error("Usage: deno task audit verify [database]   (default: GLASSHOUSE_KV or ./data/kv.sqlite3)");
    return 2;
  }
  const name = path ?? Deno.env.get("GLASSHOUSE_KV") ?? "./data/kv.sqlite3";
  const kv = await openKv(name);
  let broken = 0;
  for (const room of await auditedRooms(kv)) {
    const audit = await verifyRoom(kv, room);
    if (audit.kind === "whole") {
      const forgotten = audit.forgotten > 0 ? `, ${audit.forgotten} before them forgotten by retention` : "";
      console.log(`room ${room}: ${audit.events} events, chain whole${forgotten}`);
    } else {
      broken++;
      console.log(`room ${room}: BROKEN at ${audit.id}: ${audit.reason}`);
    }
  }
  kv.close();
  return broken > 0 ? 1 : 0;
}
