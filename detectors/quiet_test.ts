import { equal, ok } from "node:assert/strict";
import { detect, examine } from "./engine.ts";
import { MAX_QUIET_PATHS } from "./limits.ts";
import { DETECTORS } from "./mod.ts";
import { QuietPaths } from "./quiet.ts";
import { inspectParsed, parseRequest } from "./request/mod.ts";
import type { Detector, RawRequest } from "./types.ts";

const get = (path: string, method = "GET"): RawRequest => ({ method, path, query: "", headers: [] });

function run(quiet: QuietPaths, raw: RawRequest, detectors = DETECTORS) {
  const request = inspectParsed(parseRequest(raw), quiet);
  return { request, rules: detect(request, { detectors, quiet }).findings.map(({ rule }) => rule) };
}

Deno.test("a path in which nothing was found is not read again under the same method", () => {
  const quiet = new QuietPaths();
  equal(run(quiet, get("/api/items")).request.fields[0]?.quiet, undefined);
  const again = run(quiet, get("/api/items"));
  equal(again.request.fields[0]?.quiet, "GET");
  equal(again.request.fields[0]?.raw, "/api/items");
  equal(run(quiet, get("/api/items", "PUT")).request.fields[0]?.quiet, undefined);
});

Deno.test("a path with a finding, with several readings or of great length is read each time", () => {
  const quiet = new QuietPaths();
  const paths = ["/static/..%2f..%2fetc/passwd", "/a%252fb", "/backup.sql", `/${"a".repeat(200)}`];
  for (const path of paths) {
    const first = run(quiet, get(path));
    const second = run(quiet, get(path));
    equal(second.request.fields[0]?.quiet, undefined, path);
    equal(second.rules.join(), first.rules.join(), path);
  }
  ok(run(quiet, get("/backup.sql")).rules.includes("scanner.backup-probe"));
  equal(run(quiet, get("/backup.sql", "POST")).rules.includes("scanner.backup-probe"), false);
  ok(run(quiet, get("/backup.sql")).rules.includes("scanner.backup-probe"), "quiet under POST only");
});

Deno.test("a known path changes nothing for the other values of the request", () => {
  const attack = { ...get("/api/quiet-test"), query: "q=1' or '1'='1" };
  const before = examine(attack);
  examine(get("/api/quiet-test"));
  const after = examine(attack);
  equal(after.request.fields[0]?.quiet, "GET");
  equal(JSON.stringify(after.findings), JSON.stringify(before.findings));
  ok(before.score.reached);
});

Deno.test("another list of detectors reads the path for itself", () => {
  examine(get("/api/own-list"));
  const seen: string[] = [];
  const own: Detector = {
    name: "own",
    title: "Own",
    rules: [],
    detect: ({ fields }) => {
      for (const field of fields) if (field.quiet === undefined) seen.push(field.raw);
      return [];
    },
  };
  examine(get("/api/own-list"), undefined, { detectors: [own] });
  equal(seen.join(), "/api/own-list");
});

Deno.test("the oldest path makes room", () => {
  const quiet = new QuietPaths();
  for (let i = 0; i <= MAX_QUIET_PATHS; i++) run(quiet, get(`/items/${i}`), []);
  equal(quiet.get("GET", "/items/0"), undefined);
  ok(quiet.get("GET", "/items/1"));
  ok(quiet.get("GET", `/items/${MAX_QUIET_PATHS}`));
});
