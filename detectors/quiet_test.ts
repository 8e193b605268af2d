import { equal, ok } from "node:assert/strict";
import { detect, examine } from "./engine.ts";
import { MAX_QUIET_PATHS } from "./limits.ts";
import { DETECTORS } from "./mod.ts";
import { QuietPaths } from "./quiet.ts";
import { detectInViews, findingOf } from "./report.ts";
import { inspectParsed, parseRequest } from "./request/mod.ts";
import type { Detector, RawRequest, Rule } from "./types.ts";

const get = (path: string, method = "GET"): RawRequest => ({ method, path, query: "", headers: [] });

/** One request with the memory given; `heard` is whether the path was known. */
function run(quiet: QuietPaths, raw: RawRequest, detectors: readonly Detector[] = [...DETECTORS]) {
  const request = inspectParsed(parseRequest(raw), quiet);
  const { findings } = detect(request, { detectors });
  quiet.learn(request, findings);
  return { heard: request.fields[0]?.quiet, raw: request.fields[0]?.raw, rules: findings.map(({ rule }) => rule) };
}

Deno.test("a path in which nothing was found is not read again, for each method by itself", () => {
  const quiet = new QuietPaths();
  const heard = ["GET", "GET", "PUT", "PUT", "GET"].map((method) => run(quiet, get("/api/items", method)).heard);
  equal(heard.join(), "false,true,false,true,true");
  equal(run(quiet, get("/api/items")).raw, "/api/items");
});

Deno.test("a path with a finding, with several readings or of great length is read each time", () => {
  const quiet = new QuietPaths();
  const paths = ["/static/..%2f..%2fetc/passwd", "/a%252fb", "/backup.sql", `/${"a".repeat(200)}`];
  for (const path of paths) {
    const first = run(quiet, get(path));
    const second = run(quiet, get(path));
    equal(second.heard, false, path);
    equal(second.rules.join(), first.rules.join(), path);
  }
  equal(paths.length, 4);
  ok(run(quiet, get("/backup.sql")).rules.includes("scanner.backup-probe"));
  equal(run(quiet, get("/backup.sql", "POST")).rules.includes("scanner.backup-probe"), false);
  ok(run(quiet, get("/backup.sql")).rules.includes("scanner.backup-probe"), "quiet under POST only");
});

Deno.test("a known path changes nothing for the other values of the request", () => {
  const attack = { ...get("/api/quiet-test"), query: "q=1' or '1'='1" };
  const before = examine(attack);
  examine(get("/api/quiet-test"));
  const after = examine(attack);
  equal(after.request.fields[0]?.quiet, true);
  equal(JSON.stringify(after.findings), JSON.stringify(before.findings));
  ok(before.score.reached);
});

Deno.test("a detector of somebody else may speak of a path because of another value", () => {
  const rule: Rule = { id: "own.path", category: "protocol", severity: "notice", level: 1, title: "Own", why: "it is" };
  const own: Detector = {
    name: "own",
    title: "Own",
    rules: [rule],
    detect: (request) =>
      request.fields.some(({ name }) => name === "secret")
        ? detectInViews(request, 0, (view, field, report) => {
          if (field.source === "path") report(rule, 0, view.text.length);
        })
        : [],
  };
  const detectors = [...DETECTORS, own];
  equal(examine(get("/api/own"), undefined, { detectors }).findings.length, 0);
  const { findings } = examine({ ...get("/api/own"), query: "secret=1" }, undefined, { detectors });
  equal(findings.map((finding) => finding.rule).join(), findingOf(rule).rule);
});

Deno.test("a full memory begins anew", () => {
  const quiet = new QuietPaths();
  for (let i = 0; i <= MAX_QUIET_PATHS; i++) run(quiet, get(`/items/${i}`), []);
  equal(quiet.get("GET", "/items/0"), undefined);
  equal(quiet.get("GET", `/items/${MAX_QUIET_PATHS - 1}`), undefined);
  ok(quiet.get("GET", `/items/${MAX_QUIET_PATHS}`));
});
