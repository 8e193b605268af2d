/**
 * The rows of our own corpus that are known to pass: what each file says of them, and the rows themselves.
 * @module
 */

/** A file of attacks that are known to pass. */
export interface Gap {
  readonly file: string;
  /** Why they pass. */
  readonly note: string;
  readonly rows: readonly string[];
}

const FOLDER = new URL("../../../tests/corpus/", import.meta.url);

/** Reads every `gap-*.txt`; none where the corpus did not come along. */
export async function readGaps(folder: URL = FOLDER): Promise<readonly Gap[]> {
  try {
    const gaps: Gap[] = [];
    for await (const { name } of Deno.readDir(folder)) {
      if (/^gap-.*\.txt$/.test(name)) gaps.push(gapOf(name, await Deno.readTextFile(new URL(name, folder))));
    }
    return gaps.toSorted((a, b) => a.file < b.file ? -1 : 1);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** Lines that begin with `#!` say how the rows are sent, and why they pass. */
export function gapOf(file: string, text: string): Gap {
  const lines = text.split("\n").filter((line) => line !== "");
  const notes = lines.flatMap((line) => /^#! note (.*)$/.exec(line)?.[1] ?? []);
  return { file, note: notes.join(" "), rows: lines.filter((line) => !line.startsWith("#!")) };
}
