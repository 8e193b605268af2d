import assert from "node:assert/strict";
import { differenceOf, differs } from "./readings.ts";

Deno.test("differenceOf() marks what two texts have not in common", () => {
  const rows: [text: string, reference: string, parts: [string, string, string]][] = [
    ["abc", "abc", ["abc", "", ""]],
    ["%ff%27 OR", "\ufffd' OR", ["", "%ff%27", " OR"]],
    ["aXc", "abc", ["a", "X", "c"]],
    ["ac", "abc", ["a", "", "c"]],
    ["aaa", "aa", ["aa", "a", ""]],
    ["", "a", ["", "", ""]],
  ];
  for (const [text, reference, parts] of rows) assert.deepEqual(differenceOf(text, reference), parts, text);
  assert.equal(rows.length, 6);
});

Deno.test("differs() compares the handler's text with the readers', and a path's readers among themselves", () => {
  const app = [{ by: "a", text: "x" }, { by: "b", text: "x" }];
  assert.equal(differs({ place: "query q", handed: "x", inspected: ["y"], app }), false);
  assert.equal(differs({ place: "query q", handed: "y", inspected: [], app }), true);
  assert.equal(differs({ place: "query q", handed: "x", inspected: [], app: [...app, { by: "c" }] }), true);
  assert.equal(differs({ place: "path", handed: "/a'", inspected: [], app }), false);
});
