/**
 * The project as the architecture rules see it: files with their text, and who imports whom.
 * @module
 */
import { fromFileUrl, ROOT } from "./root.ts";

/** Paths are relative to the project's root, with `/`. */
export interface Project {
  readonly files: ReadonlyMap<string, string>;
  /** Every import that Deno resolved: from a file of ours to a file of ours or to a package. */
  readonly imports: readonly Import[];
}

/** One import. `typeOnly` when nothing of it is left at run time. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const SKIPPED = new Set(["node_modules", ".git", "data", "coverage", "js"]);
const TEXT = /\.(ts|tsx|css|md|json|html|svg)$/;

/** Reads the project and asks `deno info` for its imports: a search for the word `import` would miss some. */
export async function readProject(): Promise<Project> {
  const files = new Map<string, string>();
  await readFolder("", files);
  const modules = [...files.keys()].filter((path) => /\.tsx?$/.test(path));
  return { files, imports: await importsOf(modules) };
}

async function readFolder(folder: string, files: Map<string, string>): Promise<void> {
  for await (const entry of Deno.readDir(`${ROOT}/${folder}`)) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory && !SKIPPED.has(entry.name)) await readFolder(path, files);
    if (entry.isFile && TEXT.test(entry.name)) files.set(path, await Deno.readTextFile(`${ROOT}/${path}`));
  }
}

async function importsOf(modules: readonly string[]): Promise<Import[]> {
  const imports: Import[] = [];
  for (const module of await graphOf(modules)) {
    const from = fromFileUrl(module.specifier);
    if (from === undefined) continue;
    for (const dependency of module.dependencies ?? []) {
      const specifier = dependency.code?.specifier ?? dependency.type?.specifier ?? dependency.specifier;
      const to = fromFileUrl(specifier) ?? dependency.specifier;
      imports.push({ from, to, typeOnly: dependency.code === undefined });
    }
  }
  return imports;
}

interface InfoModule {
  readonly specifier: string;
  readonly dependencies?: readonly {
    readonly specifier: string;
    readonly code?: { readonly specifier?: string };
    readonly type?: { readonly specifier?: string };
  }[];
}

/** The graph of all modules at once, through a file outside of the project that imports every one of them. */
async function graphOf(modules: readonly string[]): Promise<readonly InfoModule[]> {
  const entry = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(
      entry,
      modules.map((path) => `import "file://${encodeURI(`${ROOT}/${path}`)}";`).join("\n"),
    );
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["info", "--json", "--config", `${ROOT}/deno.json`, entry],
      cwd: ROOT,
      env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
    }).output();
    if (!success) throw new Error(`Cannot read the imports: ${new TextDecoder().decode(stderr)}`);
    return JSON.parse(new TextDecoder().decode(stdout)).modules;
  } finally {
    await Deno.remove(entry);
  }
}
