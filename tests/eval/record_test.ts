import { deepEqual, equal, throws } from "node:assert/strict";
import { parseRecord, toRequest } from "./record.ts";

const RECORD = {
  id: "a-1",
  label: "attack",
  class: "sqli",
  source: "ours",
  q: "strong",
  carrier: "query",
  method: "POST",
  path: "/api/x",
  query: "q=1",
  headers: { Host: "app.example.test" },
  body: "é",
};

const line = (change: Record<string, unknown>) => JSON.stringify({ ...RECORD, ...change });

Deno.test("parseRecord() reads a whole record", () => {
  deepEqual(parseRecord(line({ payload: "p", why: "w" }), "f:1"), { ...RECORD, payload: "p", why: "w" });
});

Deno.test("parseRecord() names file, line and field of what is wrong", () => {
  const rows: readonly [string, RegExp][] = [
    ["{", /^SyntaxError: f:7: not a JSON object$/],
    ["[]", /^SyntaxError: f:7: not a JSON object$/],
    ["null", /^SyntaxError: f:7: not a JSON object$/],
    [line({ colour: "red" }), /^SyntaxError: f:7: unknown field "colour"$/],
    [line({ label: "evil" }), /"label" is "evil", expected "attack" or "benign"/],
    [line({ q: "maybe" }), /"q" is "maybe"/],
    [line({ id: "" }), /"id" is empty/],
    [line({ query: 5 }), /"query" is not a string/],
    [line({ headers: ["Host"] }), /"headers" is not an object/],
    [line({ headers: { Host: 1 } }), /header "Host" is not a string/],
    [line({ body64: "/w==" }), /exclude each other/],
    [line({ body: "", body64: "*" }), /"body64" is not base64/],
    [JSON.stringify({ ...RECORD, source: undefined }), /field "source" is missing/],
  ];
  let ran = 0;
  for (const [text, message] of rows) {
    throws(() => parseRecord(text, "f:7"), message);
    ran++;
  }
  equal(ran, 13);
});

Deno.test("toRequest() hands the body over as bytes", () => {
  deepEqual(toRequest(parseRecord(line({}), "f:1")), {
    method: "POST",
    path: "/api/x",
    query: "q=1",
    headers: [["Host", "app.example.test"]],
    body: new Uint8Array([0xc3, 0xa9]),
  });
  deepEqual(toRequest(parseRecord(line({ body: "", body64: "/wA=" }), "f:1")).body, new Uint8Array([255, 0]));
  equal("body" in toRequest(parseRecord(line({ body: "" }), "f:1")), false);
});
