/**
 * Reads the library from its folder. Called by whoever starts the server; nothing happens on import.
 * @module
 */
import { parseLesson } from "./lesson.ts";
import { parseAttack } from "./parse.ts";
import { functionTexts } from "./source.ts";
import type { Attack, Lesson } from "./types.ts";

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

/** A lesson with the source of the two functions that it compares. */
export interface LoadedLesson extends Lesson {
  readonly weakSource?: string;
  readonly correctSource?: string;
}

/** Reads every `lessons/<slug>.md`, in the order of the course, and the functions that the lessons show. */
export async function loadLessons(folder: URL = new URL("./", import.meta.url)): Promise<LoadedLesson[]> {
  const lessons: LoadedLesson[] = [];
  for await (const { name, isFile } of Deno.readDir(new URL("lessons/", folder))) {
    if (!isFile || !name.endsWith(".md")) continue;
    const file = `lessons/${name}`;
    const lesson = parseLesson(file, await Deno.readTextFile(new URL(file, folder)));
    const { source } = lesson;
    if (source === undefined) {
      lessons.push(lesson);
      continue;
    }
    const code = await Deno.readTextFile(new URL(`../${source.file}`, folder));
    const [weakSource, correctSource] = [functionTexts(code, source.weak), functionTexts(code, source.correct)];
    if (weakSource === undefined || correctSource === undefined) {
      throw new Error(
        `Cannot load ${file}: ${source.file} has no ${source.weak.join(", ")} or ${source.correct.join(", ")}`,
      );
    }
    lessons.push({ ...lesson, weakSource, correctSource });
  }
  return lessons.sort((a, b) => a.order - b.order);
}

/** Text of the evasion checklist, one JSON object a line; `parseEvasions()` reads it. */
export function loadEvasions(folder: URL = new URL("./", import.meta.url)): Promise<string> {
  return Deno.readTextFile(new URL("evasions.jsonl", folder));
}
