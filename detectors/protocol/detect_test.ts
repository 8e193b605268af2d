import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import { POINTS } from "../score.ts";
import type { RawRequest } from "../types.ts";
import { protocol } from "./detect.ts";
import { REFUSALS, RULE_OF } from "./rules.ts";

const JSON_TYPE = ["Content-Type", "application/json"] as const;
const MULTIPART = ["Content-Type", "multipart/form-data; boundary=b"] as const;
const PART = 'Content-Disposition: form-data; name="a"';

function request(rest: Partial<RawRequest>): RawRequest {
  return { method: "POST", path: "/api/data", query: "", headers: [JSON_TYPE], ...rest };
}

function multipart(...lines: string[]): RawRequest {
  return request({ headers: [MULTIPART], body: lines.join("\r\n") });
}

/** Points of the highest finding up to level 1, and the rules. */
function judged(raw: RawRequest): { points: number; rules: string[] } {
  const findings = protocol.detect(inspect(raw)).filter(({ level }) => level === 1);
  return {
    points: Math.max(0, ...findings.map(({ severity }) => POINTS[severity])),
    rules: findings.map(({ rule }) => rule),
  };
}

Deno.test("protocol blocks what no honest client sends", () => {
  const cases: readonly (readonly [rule: string, raw: RawRequest])[] = [
    ["protocol.header-address", request({ headers: [["X-Forwarded-For", "&&env"], JSON_TYPE] })],
    ["protocol.header-address", request({ headers: [["X-Real-IP", "10.0.0.1;id"], JSON_TYPE] })],
    [
      "protocol.content-type-charset",
      request({ headers: [["Content-Type", "text/plain; charset=utf-7"]], body: "+ACc-" }),
    ],
    [
      "protocol.content-type-charset",
      request({ headers: [["Content-Type", "text/plain; charset=ibm037"]], body: "x" }),
    ],
    [
      "protocol.content-type-charset",
      request({ headers: [["Content-Type", "application/json; charset=UTF-16LE"]], body: "{}" }),
    ],
    ["protocol.method-unknown", request({ method: "CUST" })],
    ["protocol.method-override", request({ headers: [["X-HTTP-Method-Override", "DELETE"]] })],
    ["protocol.method-magic", request({ method: "GET", query: "_method=__construct" })],
    ["protocol.header-internal", request({ method: "GET", headers: [["X-Middleware-Subrequest", "middleware"]] })],
    ["protocol.json-too-deep", request({ body: "[".repeat(20_000) })],
    [
      "protocol.multipart-duplicate-boundary",
      request({ headers: [["Content-Type", "multipart/form-data; boundary=b1; boundary=b2"]], body: "x" }),
    ],
    ["protocol.multipart-duplicate-name", multipart("--b", `${PART}; name="q"`, "", "x", "--b--")],
    ["protocol.multipart-extended-name", multipart("--b", `${PART}; name*=utf-8''q`, "", "x", "--b--")],
    [
      "protocol.multipart-charset",
      multipart("--b", PART, "Content-Type: text/plain; charset=utf-16le", "", "x", "--b--"),
    ],
    ["protocol.multipart-duplicate-header", multipart("--b", PART, PART, "", "x", "--b--")],
    ["protocol.content-type-duplicate", request({ headers: [JSON_TYPE, ["content-type", "text/plain"]], body: "{}" })],
    [
      "protocol.content-length-conflict",
      request({ headers: [["Content-Length", "3"], ["Transfer-Encoding", "chunked"]] }),
    ],
    ["protocol.content-length-duplicate", request({ headers: [["Content-Length", "3"], ["Content-Length", "4"]] })],
    ["protocol.host-duplicate", request({ headers: [["Host", "a"], ["Host", "b"]] })],
  ];
  for (const [rule, raw] of cases) {
    const { points, rules } = judged(raw);
    assert.ok(points >= 5 && rules.includes(rule), `${rule}: ${points} ${rules}`);
  }
  assert.equal(cases.length, 19);
});

Deno.test("protocol marks what is odd without blocking it", () => {
  const cases: readonly (readonly [rule: string, raw: RawRequest])[] = [
    ["protocol.body-utf16", request({ body: new Uint8Array([123, 0, 125, 0]) })],
    ["protocol.body-overlong", request({ body: new Uint8Array([34, 0xc0, 0xa7, 34]) })],
    ["protocol.path-dot-segments", request({ path: "/a/%2e%2e/etc" })],
    ["protocol.target-not-a-path", request({ path: "http://evil/q" })],
    ["protocol.body-unexpected", request({ method: "GET", body: "{}" })],
    ["protocol.json-duplicate-key", request({ body: '{"q":"ok","q":"2"}' })],
    ["protocol.json-malformed", request({ body: '{/**/"q":1}' })],
    ["protocol.json-trailing", request({ body: '{"q":1}x' })],
    ["protocol.body-encoded", request({ headers: [JSON_TYPE, ["Content-Encoding", "gzip"]], body: "x" })],
    ["protocol.multipart-bare-lf", request({ headers: [MULTIPART], body: `--b\n${PART}\n\nx\n--b--` })],
    ["protocol.multipart-no-final-boundary", multipart("--b", PART, "", "x")],
    [
      "protocol.multipart-transfer-encoding",
      multipart("--b", PART, "Content-Transfer-Encoding: base64", "", "eA==", "--b--"),
    ],
    [
      "protocol.form-charset-field",
      multipart("--b", 'Content-Disposition: form-data; name="_charset_"', "", "utf-7", "--b--"),
    ],
    ["protocol.multipart-empty-filename", multipart("--b", `${PART}; filename=""`, "", "x", "--b--")],
    ["protocol.multipart-preamble", multipart("hello", "--b", PART, "", "x", "--b--")],
    ["protocol.method-uncommon", request({ method: "TRACE" })],
  ];
  for (const [rule, raw] of cases) {
    const { points, rules } = judged(raw);
    assert.ok(points > 0 && points < 5 && rules.includes(rule), `${rule}: ${points} ${rules}`);
  }
  assert.equal(cases.length, 16);
});

Deno.test("protocol passes honest traffic", () => {
  const cases: readonly RawRequest[] = [
    request({ method: "GET", headers: [["Host", "localhost"]] }),
    request({ method: "OPTIONS", path: "*", headers: [] }),
    request({ body: '{"a":{"b":[1,2,{"a":3}]},"c":"é"}' }),
    request({ body: new TextEncoder().encode('\ufeff{"a":1}') }),
    request({ headers: [["Content-Type", "application/json; charset=utf-8"]], body: "{}" }),
    request({ headers: [["Content-Type", "application/problem+json"]], body: "{}" }),
    request({ headers: [["Content-Type", "application/x-ndjson"]], body: '{"a":1}\n{"a":2}\n' }),
    request({ headers: [["Content-Type", "text/plain;charset=UTF-8"]], body: '{"beacon":true}' }),
    request({ headers: [["Content-Type", "application/x-www-form-urlencoded; charset=Shift_JIS"]], body: "a=%83%65" }),
    request({ headers: [["Content-Type", "application/x-www-form-urlencoded"]], body: "_charset_=UTF-8&a=1" }),
    request({ headers: [["Content-Type", "image/png"]], body: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1]) }),
    request({ headers: [["Content-Encoding", "identity"], JSON_TYPE], body: "{}" }),
    multipart(
      "--b",
      PART,
      "",
      "x",
      "--b",
      'Content-Disposition: form-data; name="f"; filename=""',
      "Content-Type: application/octet-stream",
      "",
      "",
      "--b--",
      "",
    ),
    multipart(
      "--b",
      'Content-Disposition: form-data; name="f"; filename="C:\\\\a b;c.txt"',
      "Content-Type: text/plain",
      "",
      "x",
      "--b--",
      "",
    ),
    multipart(
      "--b",
      PART,
      "Content-Type: text/plain; charset=UTF-8",
      "Content-Transfer-Encoding: binary",
      "",
      "x",
      "--b--",
    ),
  ];
  for (const raw of cases) assert.deepEqual(judged(raw).rules, [], `${JSON.stringify(raw)}`);
  assert.equal(cases.length, 15);
});

Deno.test("protocol names a rule by its note and refuses only what has a rule", () => {
  for (const [code, rule] of RULE_OF) assert.equal(rule.id, `protocol.${code.replace(".", "-")}`);
  for (const code of REFUSALS.keys()) assert.ok(RULE_OF.has(code), code);
  assert.equal(new Set(protocol.rules.map(({ id }) => id)).size, RULE_OF.size);
});

Deno.test("protocol marks the dot segment on the path", () => {
  const [finding] = protocol.detect(inspect(request({ path: "/a/%2e%2E/etc" })));
  assert.deepEqual(finding?.evidence, { field: 0, view: 0, start: 3, end: 9, text: "%2e%2E" });
});
