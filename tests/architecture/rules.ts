/**
 * The rules of the house as pure functions over the project: each says what breaks it, and where.
 * @module
 */
import type { Import, Project } from "./project.ts";

/** A rule of the architecture: `check` returns one line a violation. */
export interface ArchitectureRule {
  readonly name: string;
  readonly check: (project: Project) => string[];
}

/** Longest file; 60 lines is the aim. */
export const MAX_LINES = 400;

/** Longest README of a folder. */
export const MAX_README_LINES = 30;

/**
 * Who may import whom at run time, by top-level folder. `tests` and the files beside the code that end in `_test`
 * may import anything. A folder that is not listed may import nothing of ours but itself.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  detectors: [],
  guard: ["detectors"],
  store: ["detectors", "guard"],
  attacks: ["detectors"],
  routes: ["detectors", "guard", "store", "attacks", "islands"],
  islands: ["detectors", "attacks"],
  "main.ts": ["detectors", "guard", "store", "attacks", "routes"],
};

/** What a folder may name in types only. */
const MAY_NAME: Readonly<Record<string, readonly string[]>> = {
  islands: ["guard", "store", "routes"],
  attacks: ["guard", "routes"],
  // The accuracy page shows what the tests measured.
  routes: ["tests"],
};

/** Packages by folder; `detectors` has none but the table of HTML entities. */
const MAY_USE: Readonly<Record<string, RegExp>> = {
  detectors: /^entities/,
  guard: /^(hono|@opentelemetry|node:crypto)/,
  store: /^(@opentelemetry|node:crypto)/,
  attacks: /^$/,
  islands: /^(preact|@preact\/signals|uplot)/,
  routes: /^(hono|preact|@preact\/signals|@sqlite\.org|uplot|marked)/,
  "main.ts": /^(hono|@opentelemetry)/,
};

const isTest = (path: string): boolean => /_test\.tsx?$/.test(path) || path.startsWith("tests/");
const isCode = (path: string): boolean => /\.tsx?$/.test(path);
const topOf = (path: string): string => path.split("/")[0]!;
const lines = (text: string): number => text.split("\n").length - (text.endsWith("\n") ? 1 : 0);

export const RULES: readonly ArchitectureRule[] = [
  { name: "imports go one way", check: checkDirections },
  { name: "packages stay where they belong", check: checkPackages },
  { name: "no detector imports another detector", check: checkDetectorsApart },
  { name: "no file is longer than 400 lines", check: checkLength },
  { name: "the engine is pure", check: checkPurity },
  { name: "every KV key comes from store/keys.ts", check: checkKeys },
  { name: "the weak API reads only what was inspected", check: checkDemoInput },
  { name: "client text is rendered as text", check: checkTextOnly },
  { name: "colours are tokens", check: checkColours },
  { name: "every folder says what it is", check: checkReadmes },
  { name: "every detector is tested and documents its rules", check: checkDetectors },
];

function checkDirections({ imports }: Project): string[] {
  return ours(imports).filter(({ from, to, typeOnly }) => {
    const [a, b] = [topOf(from), topOf(to)];
    if (a === b) return false;
    return !MAY_IMPORT[a]?.includes(b) && !(typeOnly && MAY_NAME[a]?.includes(b));
  }).map(({ from, to }) => `${from} imports ${to}`);
}

function checkPackages({ files, imports }: Project): string[] {
  return imports.filter(({ from, to }) => {
    const allowed = MAY_USE[topOf(from)];
    return allowed && !isTest(from) && !files.has(to) && isCode(from) && !allowed.test(to.replace(/^npm:\/?/, ""));
  }).map(({ from, to }) => `${from} imports ${to}`);
}

function checkDetectorsApart({ files, imports }: Project): string[] {
  const kinds = detectorFolders(files);
  const kindOf = (path: string): string | undefined => kinds.find((kind) => path.startsWith(`${kind}/`));
  return ours(imports).filter(({ from, to }) => {
    const [a, b] = [kindOf(from), kindOf(to)];
    return a !== undefined && b !== undefined && a !== b;
  }).map(({ from, to }) => `${from} imports ${to}`);
}

function checkLength({ files }: Project): string[] {
  return each(files, (path) => isCode(path) || path.endsWith(".css"))
    .filter(([, text]) => lines(text) > MAX_LINES).map(([path, text]) => `${path} has ${lines(text)} lines`);
}

const IMPURE = /\b(Deno\.\w+|fetch\(|Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|crypto\.|localStorage)/;

function checkPurity({ files }: Project): string[] {
  return each(files, (path) => isCode(path) && path.startsWith("detectors/") && !isTest(path))
    .flatMap(([path, text]) => {
      const match = IMPURE.exec(codeOf(text));
      return match ? [`${path} uses ${match[0]}`] : [];
    });
}

function checkKeys({ files }: Project): string[] {
  return each(files, (path) => isCode(path) && !isTest(path) && path !== "store/keys.ts")
    .filter(([, text]) => /\[\s*["']room["']\s*,/.test(codeOf(text))).map(([path]) => `${path} builds a KV key itself`);
}

const OWN_READING = /\bc\.req\.(query|queries|json|text|parseBody|formData|param|arrayBuffer|blob|raw|header)\b/;

function checkDemoInput({ files }: Project): string[] {
  return each(files, (path) => isCode(path) && path.startsWith("routes/demo/") && !isTest(path)).flatMap(
    ([path, text]) => {
      const match = OWN_READING.exec(codeOf(text));
      return match ? [`${path} reads ${match[0]}`] : [];
    },
  );
}

const MARKUP_SINK =
  /dangerouslySetInnerHTML|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write|\bhref=\{?["'`]javascript:/;

function checkTextOnly({ files }: Project): string[] {
  return each(files, (path) => isCode(path) && /^(islands|routes\/pages)\//.test(path) && !isTest(path)).flatMap(
    ([path, text]) => {
      const match = MARKUP_SINK.exec(codeOf(text));
      return match ? [`${path} uses ${match[0]}`] : [];
    },
  );
}

const COLOUR = /#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|oklch|oklab)\(/i;

function checkColours({ files }: Project): string[] {
  return each(files, (path) => path.endsWith(".css") && path !== "static/tokens.css").flatMap(([path, text]) => {
    const match = COLOUR.exec(text.replace(/url\([^)]*\)/g, ""));
    return match ? [`${path} holds the colour ${match[0]}`] : [];
  });
}

function checkReadmes({ files }: Project): string[] {
  const folders = new Set(["attacks", "static"]);
  for (const path of files.keys()) if (isCode(path) && path.includes("/")) folders.add(topOf(path));
  const missing = [...folders].filter((folder) => !files.has(`${folder}/README.md`)).map((folder) =>
    `${folder} has no README.md`
  );
  const long = each(files, (path) => path.endsWith("/README.md"))
    .filter(([, text]) => lines(text) > MAX_README_LINES).map(([path, text]) => `${path} has ${lines(text)} lines`);
  return [...missing, ...long];
}

function checkDetectors({ files }: Project): string[] {
  return detectorFolders(files).flatMap((folder) => {
    const code = files.get(`${folder}/detect.ts`)!;
    const readme = files.get(`${folder}/README.md`) ?? "";
    const inside = [...files].filter(([path]) => path.startsWith(`${folder}/`) && !isTest(path));
    const ids = inside.flatMap(([, text]) =>
      [...codeOf(text).matchAll(/\bid: "([a-z]+\.[a-z0-9-]+)"/g)].map((match) => match[1]!)
    );
    return [
      ...(files.has(`${folder}/README.md`) ? [] : [`${folder} has no README.md`]),
      ...([...files.keys()].some((path) => path.startsWith(`${folder}/`) && isTest(path))
        ? []
        : [`${folder} has no test`]),
      ...(/rules: \[\]/.test(code) ? [`${folder} has no rules`] : []),
      ...ids.filter((id) => !readme.includes(id)).map((id) => `${folder}/README.md does not explain ${id}`),
    ];
  });
}

function ours(imports: readonly Import[]): Import[] {
  return imports.filter(({ from, to }) => !isTest(from) && isCode(to) && !to.startsWith("npm:"));
}

function each(files: ReadonlyMap<string, string>, wanted: (path: string) => boolean): [string, string][] {
  return [...files].filter(([path]) => wanted(path));
}

function detectorFolders(files: ReadonlyMap<string, string>): string[] {
  return [...files.keys()].filter((path) => /^detectors\/[a-z]+\/detect\.ts$/.test(path))
    .map((path) => path.slice(0, path.lastIndexOf("/")));
}

/** The text without comments, so that a rule may be named in one. */
function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
}
