import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import { pointsIn, rulesIn } from "../testing.ts";
import { crlf } from "./detect.ts";

const ATTACKS: readonly string[] = [
  "en\r\nSet-Cookie: a=b",
  "en\nSet-Cookie: a=b",
  "/home\r\nLocation: https://evil.example/",
  "x\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\n",
  "x\r\nX-Injected: yes",
  "x\rX-Forwarded-For: 1",
  "\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>",
  "en\r\n\r\n<script>alert(1)</script>",
  "\u560d\u560aSet-Cookie: a=b",
  "\u560d\u560aX-Other: a",
  "en\u2028Set-Cookie: a=b",
  "x\r\nTransfer-Encoding: chunked",
  "x\r\nAccess-Control-Allow-Origin: *",
  "x\r\n\r\nGET /admin HTTP/1.1\r\nHost: inside",
  "x HTTP/1.1\r\nHost: evil.example\r\nConnection: close",
  "1Set-Cookie:+Tamper=5765205567",
  "a%0d%0aSet-Cookie:b=c",
  "\\r\\nSet-Cookie: a=b",
  "x\r\nRefresh: 0;url=http://evil.example",
  "x\r\nX-XSS-Protection: 0",
];

const INNOCENT: readonly string[] = [
  "Dear Ann,\r\n\r\nNote: the meeting is at ten.\r\nLocation: room 4\r\n\r\nKind regards",
  "Name: Ann\r\nAge: 30\r\nCity: Rome",
  "first line\nsecond line",
  "---\ntitle: My post\ndate: 2026-01-01\nlink: https://example.org\n---\ntext",
  "Subject: hello\r\nFrom: ann@example.org\r\n\r\ntext",
  "a:b",
  "key:\n  value: 1\n  other: 2",
  "The server sends Set-Cookie: sid=1 with every response, is that right?",
  "Use the Location: header for this",
  "1. one\r\n2. two\r\n3. three",
  "# Title\n\n<p>text</p>\n",
  "line\r\n",
  "嘉義縣 嘊",
  "日本語\u2028改行",
  "services:\n  web:\n    image: nginx\n    links: db\n",
  "Street 1\r\nTown\r\nCountry",
  "body { color: red }\na { link: none }",
  "Cc me\r\nthanks: a lot",
  "const a = 1;\nconst b = 2;",
  "x: 1\ny: 2",
];

Deno.test("crlf detects injected headers and split responses", () => {
  for (const text of ATTACKS) assert.equal(pointsIn(crlf, text), 5, JSON.stringify(text));
  assert.equal(ATTACKS.length, 20);
});

Deno.test("crlf lets texts of several lines pass at level 1", () => {
  for (const text of INNOCENT) assert.deepEqual(rulesIn(crlf, text), [], JSON.stringify(text));
  assert.equal(INNOCENT.length, 20);
});

Deno.test("crlf reads the request path too", () => {
  const paths = [
    "/v%0d%0aset%20role%200%200%201%0d%0a1%0d%0a",
    "/x%0d%0aSet-Cookie:%20a=b",
    "/%20HTTP/1.1%0d%0aHost:%20inside%0d%0a%0d%0aGET%20/stats",
  ];
  for (const path of paths) {
    const request = inspect({ method: "GET", path, query: "", headers: [] });
    assert.ok(crlf.detect(request).some(({ severity, level }) => severity === "critical" && level === 1), path);
  }
  assert.equal(paths.length, 3);
});

Deno.test("crlf lets a log in JSON pass", () => {
  const body = JSON.stringify({ log: "GET / HTTP/1.1\r\nHost: example.org\r\nX-Request-Id: 5\r\nAccept: */*\r\n\r\n" });
  const headers: [string, string][] = [["content-type", "application/json"]];
  const found = crlf.detect(inspect({ method: "POST", path: "/logs", query: "", headers, body }));
  assert.deepEqual(found.filter((finding) => finding.level === 1), []);
});
