import assert from "node:assert/strict";
import { prettyBody, statusWord } from "./answer.ts";

Deno.test("prettyBody() indents JSON and leaves the rest", () => {
  assert.equal(prettyBody('{"a":[1]}'), '{\n  "a": [\n    1\n  ]\n}');
  assert.equal(prettyBody("<b>{"), "<b>{");
  assert.equal(prettyBody("{oops"), "{oops");
  assert.equal(prettyBody(""), "(empty)");
});

Deno.test("prettyBody() is bounded", () => {
  const lines = prettyBody("x\n".repeat(10_000)).split("\n");
  assert.equal(lines.length, 401);
});

Deno.test("statusWord() knows what this server answers", () => {
  assert.deepEqual([403, 429, 299].map(statusWord), ["Forbidden", "Too Many Requests", ""]);
});
