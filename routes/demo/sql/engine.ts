/**
 * Opens SQLite, compiled to WebAssembly, once. Nothing is loaded before `openSqlite()` is called.
 * @module
 */
import type { Sqlite3Static } from "@sqlite.org/sqlite-wasm";

/** SQLite, loaded. */
export type Sqlite = Sqlite3Static;

/** Loads SQLite (2.9 MB of WebAssembly, about 0.1 s). It has no file system: databases live in memory. */
export async function openSqlite(): Promise<Sqlite> {
  const { default: init } = await import("@sqlite.org/sqlite-wasm");
  return await init();
}
