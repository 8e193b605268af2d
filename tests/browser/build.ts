/**
 * The bundle of the islands, as the pages load it.
 * @module
 */
const ROOT = new URL("../../", import.meta.url);

/** What every build writes. */
const BUNDLE = new URL("static/js/main.js", ROOT);

/** Folders and files whose text ends up in the bundle, or says how it is made. */
const SOURCES = ["islands/", "detectors/", "attacks/", "guard/", "deno.json", "deno.lock"];

let built: Promise<void> | undefined;

/** Bundles the islands if a source is newer than the bundle: `deno task test` has built them already. */
export function build(): Promise<void> {
  return built ??= (async () => {
    if (isFresh()) return;
    const { success, stderr } = await new Deno.Command(Deno.execPath(), { args: ["task", "build"], cwd: ROOT })
      .output();
    if (!success) throw new Error(`Cannot build the islands: ${new TextDecoder().decode(stderr)}`);
  })();
}

function isFresh(): boolean {
  try {
    const made = changedAt(BUNDLE);
    return SOURCES.every((path) => newest(new URL(path, ROOT)) <= made);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** When a file, or what is in a folder, was changed last. */
function newest(at: URL): number {
  if (!at.pathname.endsWith("/")) return changedAt(at);
  let last = changedAt(at);
  for (const { name, isDirectory } of Deno.readDirSync(at)) {
    last = Math.max(last, newest(new URL(isDirectory ? `${name}/` : name, at)));
  }
  return last;
}

function changedAt(at: URL): number {
  return Deno.statSync(at).mtime?.getTime() ?? Infinity;
}
