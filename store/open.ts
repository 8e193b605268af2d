/**
 * Opens the database that `GLASSHOUSE_KV` names.
 * @module
 */

/** True for a database on this machine: a file, or memory. */
export function isLocal(name: string): boolean {
  return name !== "" && !name.startsWith("https://") && !name.startsWith("http://");
}

/** A file path (its folder is made), `:memory:`, the URL of a KV Connect server, or empty for the platform's own. */
export async function openKv(name: string): Promise<Deno.Kv> {
  if (typeof Deno.openKv !== "function") throw new Error("Deno KV is switched off: start with --unstable-kv");
  if (name === "") return await Deno.openKv();
  const isFile = name !== ":memory:" && isLocal(name);
  const slash = name.lastIndexOf("/");
  if (isFile && slash > 0) await Deno.mkdir(name.slice(0, slash), { recursive: true });
  return await Deno.openKv(name);
}
