import assert from "node:assert/strict";
import { eachCall } from "./calls.ts";
import { isProse, Writing } from "./prose.ts";

Deno.test("isProse() knows texts for people from code and payloads", () => {
  const prose = ["Put the tag into the head of the page, please.", "Ça va très bien, merci beaucoup à vous !"];
  const code = ["<script>alert(1)</script>", "a b c", "x=1; y=2; z=3; w=4; v=5; u=6", ""];
  for (const text of prose) assert.ok(isProse(text), text);
  for (const text of code) assert.ok(!isProse(text), text);
});

Deno.test("Writing quotes code spans, fences and indented blocks of prose", () => {
  const rows: readonly (readonly [string, boolean])[] = [
    ["Please put `<X>` into the head of the page", true],
    ["Please put <X> into the head of the page", false],
    ["Here is the code that I was talking about:\n```html\n<X>\n```\n", true],
    ["Here is the code that I was talking about:\n\n    <X>\n\nThanks.", true],
    ["Here is the code that I was talking about:\n    <X>", false],
    ["`<X>`", false],
  ];
  for (const [text, expected] of rows) assert.equal(new Writing(text).isQuoted(text.indexOf("<X>")), expected, text);
  assert.equal(rows.length, 6);
});

Deno.test("Writing.outsideCode blanks quoted code at the same length", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["a `b` c", "a ` ` c"],
    ["x <code>y</code> z", "x        </code> z"],
    ["no code", "no code"],
  ];
  for (const [text, expected] of rows) assert.equal(new Writing(text).outsideCode, expected);
  assert.equal(rows.length, 3);
});

Deno.test("eachCall() finds names before brackets, through white space and comments", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["a(b) c.d (e)", "a d"],
    ["exec /*x*/ (1)", "exec"],
    ["exec#x\n(1)", "exec"],
    ["(1) [2](3)", ""],
  ];
  for (const [text, expected] of rows) {
    const names: string[] = [];
    eachCall(text, ({ name }) => {
      names.push(name);
    });
    assert.equal(names.join(" "), expected, text);
  }
  assert.equal(rows.length, 4);
});
