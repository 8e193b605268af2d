/**
 * Holds the write lock of a database file: `lock_main.ts FILE MILLISECONDS`. Says `locked`, then `free`.
 * @module
 */
import { DatabaseSync } from "node:sqlite";

if (import.meta.main) {
  const [file = "", milliseconds = "0"] = Deno.args;
  const database = new DatabaseSync(file);
  database.exec("PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE");
  console.log("locked");
  await new Promise((resolve) => setTimeout(resolve, Number(milliseconds)));
  database.exec("ROLLBACK");
  database.close();
  console.log("free");
}
