import assert from "node:assert/strict";
import { copyAs, FORMS } from "./copy.ts";
import type { Draft } from "./request.ts";

const GET: Draft = { method: "GET", target: "/api/search?q=%27&x=[1]", headers: [["x-a", "it's"]], body: "" };
const POST: Draft = {
  method: "POST",
  target: "/api/data",
  headers: [["content-type", "application/json"]],
  body: '{"m":"it\'s"}',
};

Deno.test("copyAs() quotes what a shell would read", () => {
  assert.equal(
    copyAs("cURL", GET, "http://h"),
    "curl -i --path-as-is --globoff -H 'x-a: it'\\''s' 'http://h/api/search?q=%27&x=[1]'",
  );
  assert.equal(
    copyAs("cURL", POST, "http://h"),
    `curl -i --path-as-is --globoff -H 'content-type: application/json' --data-binary '{"m":"it'\\''s"}' 'http://h/api/data'`,
  );
});

Deno.test("copyAs() a POST without a body still names its method", () => {
  assert.match(copyAs("cURL", { ...POST, body: "" }, "http://h"), /-X POST/);
});

Deno.test("copyAs() writes every form with target and method", () => {
  for (const form of FORMS) assert.match(copyAs(form, POST, "http://h"), /api\/data/, form);
  assert.equal(FORMS.length, 4);
});

Deno.test("copyAs() writes a test for rule sets, its strings quoted so that YAML reads them as they are", () => {
  const text = copyAs("go-ftw", { ...POST, body: 'a: "b"\n' }, "http://h:81");
  for (const line of ['uri: "/api/data"', "port: 81", '"Host": "h:81"', 'data: "a: \\"b\\"\\n"', "status: 403"]) {
    assert.ok(text.includes(`  ${line}\n`), line);
  }
  assert.match(copyAs("go-ftw", GET, "https://h"), / port: 443\n/);
});

Deno.test("copyAs() calls a body what the page calls it", () => {
  for (const form of ["cURL", "HTTPie"] as const) {
    assert.match(copyAs(form, { ...POST, headers: [] }, "http://h"), /text\/plain/, form);
  }
});
