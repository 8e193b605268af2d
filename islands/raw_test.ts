import assert from "node:assert/strict";
import { bytesOf, exactWire, parseRequest, parseResponse } from "./raw.ts";
import type { Draft } from "./request.ts";

const DRAFT: Draft = {
  method: "GET",
  target: "/a/../b?q='\\ü",
  headers: [["User-Agent", "sqlmap/1.8"], ["Host", "evil.test"]],
  body: "",
};

Deno.test("bytesOf() sends what is written, byte for byte", () => {
  const text = [...bytesOf(exactWire(DRAFT, "h"), [["x-glass-attack", "custom"]])].map((byte) =>
    String.fromCharCode(byte)
  );
  assert.equal(
    text.join(""),
    "GET /a/../b?q='\\ü HTTP/1.1\r\nconnection: close\r\nUser-Agent: sqlmap/1.8\r\nHost: evil.test\r\n" +
      "x-glass-attack: custom\r\n\r\n",
  );
});

Deno.test("exactWire() adds a length only where the writer left it out", () => {
  const lengths = (headers: Draft["headers"]) =>
    exactWire({ ...DRAFT, method: "POST", headers, body: "ü" }, "h").raw.headers
      .filter(([name]) => name.toLowerCase() === "content-length").map(([, value]) => value);
  assert.deepEqual(lengths([]), ["2"]);
  assert.deepEqual(lengths([["Content-Length", "99"]]), ["99"]);
  assert.deepEqual(lengths([["Transfer-Encoding", "chunked"]]), []);
});

Deno.test("parseResponse() takes a response apart", () => {
  const bytes = new TextEncoder().encode("HTTP/1.1 403 Forbidden\r\nX-Event-Id: 01\r\n\r\n{}");
  assert.deepEqual(parseResponse(bytes), {
    status: 403,
    statusText: "Forbidden",
    headers: [["x-event-id", "01"]],
    body: "{}",
  });
  assert.equal(parseResponse(new TextEncoder().encode("nonsense\r\n\r\n")), undefined);
  assert.equal(parseResponse(new Uint8Array()), undefined);
});

Deno.test("parseRequest() takes a pasted message, whatever its line ends", () => {
  const draft = { method: "POST", target: "/x", headers: [["A", "b:c"]], body: "1\n2" };
  assert.deepEqual(parseRequest("POST /x HTTP/1.1\r\nA: b:c\r\n\r\n1\n2"), draft);
  assert.deepEqual(parseRequest("POST /x HTTP/1.1\nA: b:c\n\n1\n2"), draft);
  for (const text of ["", "hello", "' OR 1=1", "get / HTTP/1.1"]) assert.equal(parseRequest(text), undefined);
});
