import assert from "node:assert/strict";
import { type BrowserFacts, type Draft, formatHeaders, parseHeaders, splitTarget, wireOf } from "./request.ts";

const BROWSER: BrowserFacts = {
  host: "glass.test",
  origin: "http://glass.test",
  userAgent: "Browser/1",
  language: "en",
};

function draft(part: Partial<Draft>): Draft {
  return { method: "GET", target: "/", headers: [], body: "", ...part };
}

Deno.test("wireOf() says in which way the browser changes a request", () => {
  const rows: [Partial<Draft>, target: string, changes: number][] = [
    [{ target: "/api/search?q=%27" }, "/api/search?q=%27", 0],
    [{ target: "/api/search?q='" }, "/api/search?q=%27", 1],
    [{ target: "/static/../etc/passwd" }, "/etc/passwd", 1],
    [{ target: "/static/..%2f..%2fetc/passwd" }, "/static/..%2f..%2fetc/passwd", 0],
    [{ target: "//evil.test/" }, "//evil.test/", 0],
    [{ target: "/a b" }, "/a%20b", 1],
    [{ target: "/a#b" }, "/a", 1],
    [{ headers: [["User-Agent", "sqlmap"]] }, "/", 1],
    [{ body: "x" }, "/", 1],
    [{ method: "POST", body: "x", headers: [["content-type", "text/plain"]] }, "/", 0],
  ];
  for (const [part, target, changes] of rows) {
    const wire = wireOf(draft(part), BROWSER);
    assert.equal(wire.target, target);
    assert.equal(wire.changes.length, changes, `${JSON.stringify(part)}: ${wire.changes.join(" ")}`);
    assert.equal(wire.refused, undefined);
  }
  assert.equal(rows.length, 10);
});

Deno.test("wireOf() refuses other hosts and methods that no page may send", () => {
  for (
    const part of [{ target: "http://evil.test/" }, { target: "x" }, { target: "@evil.test/" }, { method: "TRACE" }]
  ) {
    assert.ok(wireOf(draft(part), BROWSER).refused, JSON.stringify(part));
  }
});

Deno.test("wireOf() adds what the browser adds, and drops what it drops", () => {
  const { raw } = wireOf(draft({ headers: [["user-agent", "x"], ["accept", "text/html"]] }), BROWSER);
  const values = (name: string) => raw.headers.filter(([own]) => own === name).map(([, value]) => value);
  assert.deepEqual(values("user-agent"), ["Browser/1"]);
  assert.deepEqual(values("accept"), ["text/html"]);
  assert.deepEqual(values("host"), ["glass.test"]);
});

Deno.test("parseHeaders() and formatHeaders() are each other's inverse", () => {
  const text = "content-type: application/json\nx-a: b:c";
  assert.equal(formatHeaders(parseHeaders(text)), text);
  assert.deepEqual(parseHeaders("lonely\n\n"), [["lonely", ""]]);
});

Deno.test("splitTarget() parts at the first question mark", () => {
  assert.deepEqual(splitTarget("/a?b?c"), { path: "/a", query: "b?c" });
  assert.deepEqual(splitTarget("/a"), { path: "/a", query: "" });
});

Deno.test("wireOf() tells a change of spelling from a change of meaning", () => {
  const rows: [Partial<Draft>, boolean][] = [
    [{ target: "/api/search?q='" }, false],
    [{ target: "/a/../b" }, true],
    [{ headers: [["user-agent", "sqlmap"]] }, true],
    [{ body: "x" }, true],
  ];
  for (const [part, lossy] of rows) assert.equal(wireOf(draft(part), BROWSER).lossy, lossy, JSON.stringify(part));
  assert.equal(rows.length, 4);
});
