import assert from "node:assert/strict";
import { parseAttack } from "./parse.ts";

const HEAD = ["title: T", "difficulty: 1", "truth: attack", "expect: block sqli.union", "summary: S"];
const BODY = ["Text.", "", "```http", "GET /api/search?q=1", "```", ""];

function file(head: readonly string[] = HEAD, body: readonly string[] = BODY): string {
  return ["---", ...head, "---", "", ...body].join("\n");
}

/** The head with one line replaced or added. */
function headWith(line: string): string[] {
  const key = line.slice(0, line.indexOf(":"));
  return [...HEAD.filter((known) => !known.startsWith(`${key}:`)), line];
}

Deno.test("parseAttack() reads every field", () => {
  const head = [...HEAD, "repeat: 20", "effect: harmful", "refs: CWE-89, API8:2023"];
  const body = [
    "One.",
    "",
    "```http",
    "POST /api/login",
    "Content-Type: application/json",
    "",
    '{"a": "%27\\u0027",',
    "",
    ' "b": 1}',
    "```",
    "",
    "Two.",
  ];
  assert.deepEqual(parseAttack("sqli/x-1.md", file(head, body)), {
    id: "sqli/x-1",
    title: "T",
    category: "sqli",
    difficulty: 1,
    truth: "attack",
    expect: { action: "block", rule: "sqli.union" },
    summary: "S",
    repeat: 20,
    effect: "harmful",
    refs: ["CWE-89", "API8:2023"],
    requests: [{
      method: "POST",
      target: "/api/login",
      headers: [["Content-Type", "application/json"]],
      body: '{"a": "%27\\u0027",\n\n "b": 1}',
    }],
    text: "One.\n\nTwo.",
  });
});

Deno.test("parseAttack() fills what may be left out", () => {
  const attack = parseAttack("xss/x.md", file(headWith("expect: gap")));
  assert.deepEqual([attack.repeat, attack.refs, attack.effect, attack.expect], [1, [], undefined, { action: "gap" }]);
  assert.equal(attack.requests[0]?.body, undefined);
});

const WRONG: readonly [path: string, source: string, says: string][] = [
  ["sqli/x.md", file(headWith("difficulty: hard")), "unknown difficulty 'hard'"],
  ["sqli/x.md", file(headWith("colour: red")), "unknown key 'colour'"],
  ["sqli/x.md", file([...HEAD, "title: again"]), "key 'title' stands twice"],
  ["sqli/x.md", file(HEAD.slice(1)), "key 'title' is missing"],
  ["sqli/x.md", file(headWith("title:  ")), "key 'title' is empty"],
  ["sqli/x.md", file([...HEAD, "no colon"]), "'no colon' is not 'key: value'"],
  ["sqli/x.md", file(headWith("truth: maybe")), "unknown truth 'maybe'"],
  ["sqli/x.md", file(headWith("truth: benign")), "truth 'benign' does not fit category 'sqli'"],
  ["innocent/x.md", file(), "truth 'attack' does not fit category 'innocent'"],
  ["sqli/x.md", file(headWith("expect: explode")), "unknown expect 'explode'"],
  ["sqli/x.md", file(headWith("expect: block sqli.union now")), "unknown expect 'block sqli.union now'"],
  ["sqli/x.md", file(headWith("expect: block SQLI")), "unknown rule 'SQLI'"],
  ["sqli/x.md", file(headWith("repeat: 0")), "unknown repeat '0'"],
  ["sqli/x.md", file(headWith("repeat: 1000")), "unknown repeat '1000'"],
  ["sqli/x.md", file(headWith("effect: boom")), "unknown effect 'boom'"],
  ["sqli/x.md", file(headWith("refs: CWE-89 API8")), "unknown reference 'CWE-89 API8'"],
  ["sqlinjection/x.md", file(), "unknown category 'sqlinjection'"],
  ["x.md", file(), "the path is not <category>/<slug>.md"],
  ["sqli/X y.md", file(), "the slug 'X y' is not a-z, 0-9 and '-'"],
  ["sqli/x.md", "title: T", "the first line is not '---'"],
  ["sqli/x.md", "---\ntitle: T", "the front matter has no end"],
  ["sqli/x.md", file(HEAD, ["Text."]), "there is no http fence"],
  ["sqli/x.md", file(HEAD, BODY.slice(2)), "there is no text"],
  ["sqli/x.md", file(HEAD, ["T", "```http", "GET /"]), "an http fence has no end"],
  ["sqli/x.md", file(HEAD, ["T", "```http", "GET", "```"]), "'GET' is not 'METHOD /path'"],
  ["sqli/x.md", file(HEAD, ["T", "```http", "GET http://evil/", "```"]), "does not start with '/'"],
  ["sqli/x.md", file(HEAD, ["T", "```http", "GET / HTTP/1.1", "```"]), "the target holds a space"],
  ["sqli/x.md", file(HEAD, ["T", "```http", "GET /", "Host", "```"]), "'Host' is not 'Header: value'"],
];

Deno.test("parseAttack() names file and field of what it does not know", () => {
  let ran = 0;
  for (const [path, source, says] of WRONG) {
    assert.throws(() => parseAttack(path, source), (error) => {
      assert.ok(error instanceof Error);
      assert.ok(error.message.startsWith(`Cannot parse attack ${path}: `), error.message);
      assert.ok(error.message.includes(says), `${error.message} should say ${says}`);
      return true;
    });
    ran++;
  }
  assert.equal(ran, 28);
});
