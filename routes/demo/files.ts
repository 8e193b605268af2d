/**
 * Files to download. Weak: the path is decoded once more, both slashes count, and the result is opened wherever it
 * lies. Correct: the path is resolved first, and must still be inside the folder.
 * @module
 */
import { type Call, queryText, type Reply } from "./context.ts";
import type { WorldEffect, WorldStep } from "./effect.ts";
import { DemoProblem } from "./problem.ts";
import { listFolder, PUBLIC_FOLDER, readFile, toAbsolute } from "./world/file_tree.ts";

/** Longest path that is looked at. */
const MOST = 1_000;

const ROOT = PUBLIC_FOLDER.slice(0, -1);

/** `GET /api/files?path=` */
export function weakFile(call: Call): Reply {
  const asked = pathOf(call);
  const decoded = decodeAgain(asked);
  const path = toAbsolute(ROOT, `./${untilNul(decoded).replaceAll("\\", "/")}`);
  const steps = [
    { label: "asked for", text: asked },
    ...(decoded === asked ? [] : [{ label: "decoded a second time", text: decoded }]),
    { label: "opens", text: path },
  ];
  return serve(path, steps, isInside(path) ? "The correct twin opens the same file." : "The correct twin answers 404.");
}

/** `GET /api/safe/files?path=` */
export function safeFile(call: Call): Reply {
  const asked = pathOf(call);
  const path = toAbsolute(ROOT, `./${asked}`);
  const steps = [{ label: "asked for", text: asked }, { label: "resolves to", text: path }];
  if (!isInside(path)) throw new DemoProblem(404, "There is no such file.", effectOf(path, undefined, steps, ""));
  return serve(path, steps, "This is the correct twin.");
}

function serve(path: string, steps: readonly WorldStep[], expected: string): Reply {
  const text = readFile(path);
  const effect = effectOf(path, text, steps, expected);
  if (text !== undefined) return { body: { path, text }, effect };
  const names = listFolder(path);
  if (names === undefined) throw new DemoProblem(404, "There is no such file.", effect);
  return { body: { path, names }, effect: { ...effect, harmful: !isInside(path) } };
}

function effectOf(path: string, text: string | undefined, steps: readonly WorldStep[], expected: string): WorldEffect {
  const harmful = text !== undefined && !isInside(path);
  return {
    kind: "files",
    steps,
    expected,
    summary: harmful
      ? `${path} was read: it lies outside ${ROOT}.`
      : text === undefined
      ? "No file was read."
      : "A file of the public folder was read.",
    harmful,
  };
}

function pathOf(call: Call): string {
  const path = queryText(call.input, "path") ?? "";
  if (path.length > MOST) throw new DemoProblem(413, `"path" is longer than ${MOST} characters.`);
  return path;
}

function isInside(path: string): boolean {
  return path === ROOT || path.startsWith(PUBLIC_FOLDER);
}

/** The bug: somebody has decoded it before. */
function decodeAgain(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** In C a path ends at its first NUL. */
function untilNul(path: string): string {
  const nul = path.indexOf("\0");
  return nul === -1 ? path : path.slice(0, nul);
}
