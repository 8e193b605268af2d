/**
 * Which test files share an isolate. Each isolate reads and compiles what it imports anew, and the code of the product
 * is cold in it: a file of its own costs up to half a second of processor time, more than most tests in it.
 * @module
 */
import { ROOT } from "../architecture/root.ts";

/** In the order in which they start: the longest first, so that no process waits for the other at the end. */
export const GROUPS = [
  "browser_even",
  "browser_odd",
  "routes",
  "processes",
  "faults",
  "tests",
  "detectors",
  "islands",
  "others",
] as const;

export type Group = typeof GROUPS[number];

const FOLDERS: readonly Group[] = ["routes", "detectors", "islands"];

/** Paths of all test files, relative to the root, in the order of their names. */
export const TEST_FILES: readonly string[] = [...testsIn("")].toSorted();

const BROWSER = TEST_FILES.filter((path) => path.startsWith("tests/browser/"));

/** The group of a test file. */
export function groupOf(path: string): Group {
  // Two, for two processors; every other file, so that each has some of the long ones.
  if (path.startsWith("tests/browser/")) return BROWSER.indexOf(path) % 2 === 0 ? "browser_even" : "browser_odd";
  if (path.startsWith("tests/processes/")) return "processes";
  // It compares sizes of the heap, which others would fill.
  if (path === "tests/faults_test.ts") return "faults";
  if (path.startsWith("tests/")) return "tests";
  return FOLDERS.find((folder) => path.startsWith(`${folder}/`)) ?? "others";
}

/** Declares the tests of a group. */
export async function takeIn(group: Group): Promise<void> {
  const files = TEST_FILES.filter((path) => groupOf(path) === group);
  for (const path of files) await import(`file://${encodeURI(`${ROOT}/${path}`)}`);
}

function* testsIn(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(`${ROOT}/${folder}`)) {
    if (name === "node_modules" || name.startsWith(".")) continue;
    if (isDirectory) yield* testsIn(`${folder}${name}/`);
    else if (/_test\.tsx?$/.test(name)) yield folder + name;
  }
}
