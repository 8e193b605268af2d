import assert from "node:assert/strict";
import { type Project, readProject } from "./architecture/project.ts";
import { ROOT } from "./architecture/root.ts";
import { RULES } from "./architecture/rules.ts";

const project = await readProject();

for (const { name, check } of RULES) {
  Deno.test(`architecture: ${name}`, () => assert.deepEqual(check(project), []));
}

Deno.test("architecture: the project was really read", () => {
  assert.ok(project.files.size > 50, `${project.files.size} files`);
  assert.ok(project.imports.length > 100, `${project.imports.length} imports`);
  assert.ok(project.imports.some(({ from, to }) => from === "detectors/engine.ts" && to === "detectors/score.ts"));
});

/** What each rule says when it is broken on purpose: `[rule, path, text or import, expected violation]`. */
const BROKEN: readonly [rule: string, change: { file?: [string, string]; import?: [string, string] }, says: string][] =
  [
    [
      "imports go one way",
      { import: ["detectors/score.ts", "guard/types.ts"] },
      "detectors/score.ts imports guard/types.ts",
    ],
    ["imports go one way", { import: ["guard/guard.ts", "store/keys.ts"] }, "guard/guard.ts imports store/keys.ts"],
    ["imports go one way", { import: ["islands/feed.ts", "store/keys.ts"] }, "islands/feed.ts imports store/keys.ts"],
    ["packages stay where they belong", { import: ["detectors/score.ts", "hono"] }, "detectors/score.ts imports hono"],
    [
      "no detector imports another detector",
      { import: ["detectors/xss/detect.ts", "detectors/sqli/detect.ts"] },
      "detectors/xss/detect.ts imports detectors/sqli/detect.ts",
    ],
    ["no file is longer than 400 lines", { file: ["guard/long.ts", "a\n".repeat(401)] }, "guard/long.ts has 401 lines"],
    ["the engine is pure", { file: ["detectors/x.ts", "const t = Date.now();"] }, "detectors/x.ts uses Date.now("],
    [
      "the engine is pure",
      { file: ["detectors/x.ts", "Deno.readTextFile('x')"] },
      "detectors/x.ts uses Deno.readTextFile",
    ],
    [
      "every KV key comes from store/keys.ts",
      { file: ["store/x.ts", 'kv.get(["room", id, "x"])'] },
      "store/x.ts builds a KV key itself",
    ],
    [
      "the weak API reads only what was inspected",
      { file: ["routes/demo/x.ts", 'c.req.query("q")'] },
      "routes/demo/x.ts reads c.req.query",
    ],
    [
      "client text is rendered as text",
      { file: ["islands/X.tsx", "<p dangerouslySetInnerHTML={x} />"] },
      "islands/X.tsx uses dangerouslySetInnerHTML",
    ],
    ["colours are tokens", { file: ["static/x.css", "a { color: #fff; }"] }, "static/x.css holds the colour #fff"],
    ["every folder says what it is", { file: ["extra/x.ts", "export {}"] }, "extra has no README.md"],
    ["every folder says what it is", { file: ["guard/README.md", "a\n".repeat(31)] }, "guard/README.md has 31 lines"],
    [
      "every detector is tested and documents its rules",
      { file: ["detectors/new/detect.ts", 'rules: [{ id: "new.rule" }]'] },
      "detectors/new has no README.md",
    ],
  ];

Deno.test("architecture: every rule fails when it is broken on purpose", () => {
  for (const [name, change, says] of BROKEN) {
    const { check } = RULES.find((rule) => rule.name === name)!;
    assert.ok(check(broken(change)).includes(says), `${name} does not say: ${says}`);
  }
  assert.deepEqual(new Set(BROKEN.map(([name]) => name)), new Set(RULES.map((rule) => rule.name)));
});

function broken(change: { file?: [string, string]; import?: [string, string] }): Project {
  const files = new Map(project.files);
  if (change.file) files.set(...change.file);
  const extra = change.import ? [{ from: change.import[0], to: change.import[1], typeOnly: false }] : [];
  return { files, imports: [...project.imports, ...extra] };
}

Deno.test("architecture: nothing opens, listens or reads on import", async () => {
  const modules = [...project.files.keys()].filter((path) =>
    /\.tsx?$/.test(path) && /^(detectors|guard|store|attacks|routes|islands)\//.test(path) &&
    !/_test\.tsx?$/.test(path) && path !== "islands/main.ts"
  );
  const entry = await Deno.makeTempFile({ suffix: ".ts" });
  const imports = modules.map((path) => `import "file://${encodeURI(`${ROOT}/${path}`)}";\n`).join("");
  await Deno.writeTextFile(entry, `${imports}console.log("imported");`);
  const command = new Deno.Command(Deno.execPath(), {
    // No permission at all; and a timer left running would keep the process alive until it is stopped.
    args: ["run", "--no-prompt", "--no-check", "--config", `${ROOT}/deno.json`, entry],
    cwd: ROOT,
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
    signal: AbortSignal.timeout(60_000),
  });
  const { stdout, stderr } = await command.output();
  await Deno.remove(entry);
  assert.match(new TextDecoder().decode(stdout), /^imported/, new TextDecoder().decode(stderr));
  assert.ok(modules.length > 30, `${modules.length} modules`);
});

Deno.test("deno.jsr.json is deno.json without the links", () => {
  const { links: _, ...rest } = JSON.parse(project.files.get("deno.json")!);
  assert.deepEqual(JSON.parse(project.files.get("deno.jsr.json")!), rest);
});
