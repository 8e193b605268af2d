/**
 * Opens the database that `GLASSHOUSE_KV` names.
 * @module
 */
import { OPEN_TRIES, OPEN_WAIT_MS } from "./limits.ts";
import { isLocked } from "./locked.ts";

/** True for a database on this machine: a file, or memory. */
export function isLocal(name: string): boolean {
  return name !== "" && !name.startsWith("https://") && !name.startsWith("http://");
}

/** A file path (its folder is made), `:memory:`, the URL of a KV Connect server, or empty for the platform's own. */
export async function openKv(name: string, open: typeof Deno.openKv = Deno.openKv): Promise<Deno.Kv> {
  if (typeof open !== "function") throw new Error("Deno KV is switched off: start with --unstable-kv");
  if (name === "") return await open();
  const isFile = name !== ":memory:" && isLocal(name);
  const slash = name.lastIndexOf("/");
  if (isFile && slash > 0) await Deno.mkdir(name.slice(0, slash), { recursive: true });
  // Of two processes that make the file in the same moment, one is told that it is locked.
  for (let tries = 1;; tries++) {
    try {
      return await open(name);
    } catch (error) {
      if (!isFile || !isLocked(error) || tries === OPEN_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, OPEN_WAIT_MS));
    }
  }
}
