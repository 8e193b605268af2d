import { deepEqual, equal } from "node:assert/strict";
import { Signal, signalsOf } from "./signals.ts";

function namesOf(lower: string): string[] {
  const signals = signalsOf(lower);
  return Object.entries(Signal).filter(([, bit]) => (signals & bit) !== 0).map(([name]) => name);
}

Deno.test("signalsOf() names the groups whose words occur, wherever they stand", () => {
  const cases: readonly (readonly [text: string, ...names: string[]])[] = [
    ["/api/v1/comments"],
    ["a plain line of text"],
    ["1 union select 2", "sql"],
    ["xunionx", "sql"],
    ["a || b", "logic"],
    ["x=\n/etc/passwd", "secretFile", "systemPath", "path"],
    ["php://filter", "phpTag", "phpCall", "wrapper", "xpath"],
    ["![]+[]", "puzzle"],
    ["uid=*)(|(uid=*)", "phpCall", "ldap"],
  ];
  for (const [text, ...names] of cases) deepEqual(namesOf(text), names, text);
  equal(cases.length, 9);
});

Deno.test("signalsOf() finds a word that begins inside another one", () => {
  deepEqual(namesOf("execunion"), ["code", "phpCall", "sql", "process"]);
  deepEqual(namesOf("unionunionselec"), ["sql"]);
  equal(signalsOf("selec"), 0);
  equal(signalsOf("ünion sel\u0131ct"), 0);
});

Deno.test("signalsOf() agrees with a plain search for every word of every group", () => {
  // One text of all words, cut at every place: what is cut off is not found any more.
  const words = ["union", "select", "jndi", "${", "passthru", "alert", "mhtml", "win.ini", "netdoc:", "&(", "this."];
  const whole = words.join("~");
  let cases = 0;
  for (let end = 0; end <= whole.length; end++) {
    const text = whole.slice(0, end);
    equal((signalsOf(text) & Signal.sql) !== 0, text.includes("union"), text);
    equal((signalsOf(text) & Signal.scriptUrl) !== 0, text.includes("mhtml"), text);
    equal((signalsOf(text) & Signal.member) !== 0, text.includes("this."), text);
    cases++;
  }
  equal(cases, whole.length + 1);
});
