/**
 * Reads the library from its folder. Called by whoever starts the server; nothing happens on import.
 * @module
 */
import { parseAttack } from "./parse.ts";
import type { Attack } from "./types.ts";

/** Folders under `attacks/` that hold no attack files. */
const OTHER = new Set(["lessons"]);

/** Reads every `<category>/<slug>.md` under a folder, sorted by id. Throws at the first file that does not parse. */
export async function loadAttacks(folder: URL = new URL("./", import.meta.url)): Promise<Attack[]> {
  const attacks: Attack[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (!isDirectory || OTHER.has(name)) continue;
    for await (const file of Deno.readDir(new URL(`${name}/`, folder))) {
      if (!file.isFile || !file.name.endsWith(".md")) continue;
      const path = `${name}/${file.name}`;
      attacks.push(parseAttack(path, await Deno.readTextFile(new URL(path, folder))));
    }
  }
  return attacks.sort((a, b) => a.id < b.id ? -1 : 1);
}
