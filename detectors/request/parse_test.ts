import assert from "node:assert/strict";
import type { RawRequest } from "../types.ts";
import { inspect } from "./inspect.ts";
import { parseRequest } from "./parse.ts";

function post(type: string, body: string | Uint8Array): RawRequest {
  return { method: "POST", path: "/api/data", query: "", headers: [["Content-Type", type]], body };
}

/** Fields as rows: where, name, role, the text as the application reads it. */
function rows(raw: RawRequest): string[] {
  return inspect(raw).fields.filter(({ source }) => source !== "path").map(({ source, name, role, views }) =>
    `${source} ${name} ${role} ${views[0]!.text}`
  );
}

function notes(raw: RawRequest): string[] {
  return parseRequest(raw).notes.map(({ code }) => code);
}

function get(query: string, headers: RawRequest["headers"] = []): RawRequest {
  return { method: "GET", path: "/q", query, headers };
}

Deno.test("parseRequest() takes values and unusual names from the query", () => {
  assert.deepEqual(rows(get("q=a+b&empty=&x%5B%24ne%5D=1")), [
    "query q value a b",
    "query x[$ne] name x[$ne]",
    "query x[$ne] value 1",
  ]);
  assert.deepEqual(rows(get("%27%20OR%201=1")), ["query ' OR 1 name ' OR 1=1", "query ' OR 1 value 1"]);
});

Deno.test("parseRequest() joins a parameter that is given twice", () => {
  const [first, , joined] = inspect(get("q=1%27&x=0&q=2")).fields.slice(1);
  assert.equal(first!.views[0]!.text, "1'");
  const all = inspect(get("q=1%27&x=0&q=2")).fields;
  const last = all.at(-1)!;
  assert.equal(last.views[0]!.text, "1',2");
  assert.equal(last.within, 1);
  assert.equal(last.raw.slice(last.views[0]!.origin.start(3), last.views[0]!.origin.end(4)), "2");
  assert.ok(joined);
});

Deno.test("parseRequest() joins parameters between which a comment is open", () => {
  assert.ok(rows(get("a=1%20UNION/*&b=*/SELECT%201")).includes("query a value 1 UNION/* */SELECT 1"));
});

Deno.test("parseRequest() takes headers that carry values, and structural ones only when they look strange", () => {
  const headers = [
    ["User-Agent", "curl/8"],
    ["Accept", "*/*"],
    ["X-Glass-Attack", "sqli/union"],
    ["Accept-Language", "${jndi:x}"],
    ["Accept-Encoding", "../../etc/passwd"],
    ["Authorization", "Basic YWRtaW46cGFzcw=="],
    ["Host", "localhost"],
    ["X-File-Name", "a.php"],
  ] as const;
  assert.deepEqual(rows(get("", headers)), [
    "header user-agent value curl/8",
    "header accept-language value ${jndi:x}",
    "header accept-encoding value ../../etc/passwd",
    "header authorization value YWRtaW46cGFzcw==",
    "header x-file-name filename a.php",
  ]);
});

Deno.test("parseRequest() does not inspect what a browser calls itself", () => {
  const chrome =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
  const agent = (value: string) => rows(get("", [["User-Agent", value]])).length;
  assert.equal(agent(chrome), 0);
  for (
    const odd of [
      `${chrome}'`,
      `${chrome} sqlmap/1.8`,
      `${chrome} (a'b)`,
      "Mozilla/5.0 (a) Nikto/2",
      "Mozilla/5.00 (a)",
    ]
  ) {
    assert.equal(agent(odd), 1, odd);
  }
});

Deno.test("parseRequest() reads cookies as Hono does, with their place in the header", () => {
  const request = inspect(get("", [["Cookie", ' a=1%27 ;b="x y"; lone']]));
  assert.deepEqual(request.fields.slice(1).map(({ name, raw, at }) => [name, raw, at]), [["a", "1%27", 3], [
    "b",
    "x y",
    12,
  ], ["", "lone", 18]]);
});

Deno.test("parseRequest() takes path segments that are more than a word", () => {
  const { fields, segments } = parseRequest({ ...get(""), path: "/api/users/1%27%20OR" });
  assert.deepEqual(segments, ["api", "users", "1%27%20OR"]);
  assert.deepEqual(fields.map(({ name, raw, at, within }) => [name, raw, at, within]), [[
    "",
    "/api/users/1%27%20OR",
    0,
    undefined,
  ], ["2", "1%27%20OR", 11, 0]]);
});

Deno.test("parseRequest() takes JSON leaves and unusual keys", () => {
  assert.deepEqual(rows(post("application/json", String.raw`{"q":"\u0027 OR","n":[1,{"$gt":""}],"__proto__":{}}`)), [
    "body /q value ' OR",
    "body /n/0 value 1",
    "body /n/1/$gt name $gt",
    "body /__proto__ name __proto__",
  ]);
});

Deno.test("inspect() takes the strings out of a GraphQL document, wherever it stands", () => {
  const document = String.raw`{ user(id: "1\u0027 OR 1") { posts(tag: "x y") { id } } }`;
  assert.deepEqual(rows(get(`query=${encodeURIComponent('{ a(b: "x y") }')}`)).slice(1), ["query query/b value x y"]);
  assert.deepEqual(rows(post("application/json", `{"query":"${document.replaceAll('"', '\\"')}"}`)).slice(1), [
    "body /query/id value 1' OR 1",
    "body /query/tag value x y",
  ]);
  assert.deepEqual(rows(post("application/graphql", '{ a(b: """x\\n""") }')).at(-1), "body /b value x\\n");
  const [, id] = inspect(post("application/json", '{"query":"{ a(b: \\"x y\\") }"}')).fields.filter((f) =>
    f.source === "body"
  );
  assert.equal(id!.raw, "x y");
});

Deno.test("parseRequest() inspects JSON under any type, and what is no JSON as text", () => {
  assert.ok(rows(post("text/plain", '{"q":"x y"}')).includes("body /q value x y"));
  assert.ok(rows(post("application/x-www-form-urlencoded", '{"q":"x y"}')).includes("body /q value x y"));
  assert.ok(rows({ ...post("", '{"q":"x y"}'), headers: [] }).includes("body /q value x y"));
  assert.ok(rows(post("application/json", '{"q":"x y",/**/')).includes("body  value /**/"));
  assert.ok(rows(post("application/json", "q=' OR 1")).includes("body  value q=' OR 1"));
});

Deno.test("parseRequest() takes names, values and files from multipart", () => {
  const body = [
    "--B",
    'Content-Disposition: form-data; name="q"',
    "",
    "é ' OR",
    "--B",
    'Content-Disposition: form-data; name="f"; filename="../a.txt"',
    "Content-Type: text/plain",
    "",
    "hello",
    "--B--",
    "",
  ].join("\r\n");
  const raw = post("multipart/form-data; boundary=B", body);
  assert.deepEqual(rows(raw), ["body q value é ' OR", "body f filename ../a.txt", "body f document hello"]);
  for (const { raw: text, at } of parseRequest(raw).fields.slice(1)) {
    assert.equal(body.slice(at, at + text.length), text);
  }
  assert.deepEqual(notes(raw), []);
});

Deno.test("parseRequest() reads file names as UTF-8", () => {
  const body =
    '--B\r\nContent-Disposition: form-data; name="f"; filename="M\u00e4rz \u2013 \u8acb\u6c42.txt"\r\n\r\nx\r\n--B--';
  const [file] = parseRequest(post("multipart/form-data; boundary=B", body)).fields.slice(1);
  assert.equal(file!.raw, "M\u00e4rz \u2013 \u8acb\u6c42.txt");
});

Deno.test("parseRequest() takes an office document for bytes", () => {
  const zip = new Uint8Array([80, 75, 3, 4, 0, 39, 32, 79, 82, 255]);
  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  assert.deepEqual(rows(post(type, zip)), []);
  assert.deepEqual(notes(post(type, zip)), []);
});

Deno.test("parseRequest() takes a question to a name server for bytes", () => {
  const question = new Uint8Array([0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 97, 2, 105, 111, 0, 0, 1, 0, 1]);
  assert.deepEqual(rows(post("application/dns-message", question)), []);
});

Deno.test("parseRequest() takes texts, attributes and CDATA from XML, and the document", () => {
  const body = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a b="1 &lt; 2"><c>it&apos;s</c><![CDATA[<x>]]></a>';
  const { fields } = parseRequest(post("application/xml", body));
  assert.deepEqual(fields.slice(2).map(({ name, raw, within }) => [name, raw, within]), [["a@b", "1 &lt; 2", 1], [
    "c",
    "it&apos;s",
    1,
  ], ["c", "<x>", 1]]);
  assert.equal(fields[1]!.role, "document");
  for (const { raw, at } of fields.slice(1)) assert.equal(body.slice(at, at + raw.length), raw);
});

Deno.test("parseRequest() notes what parsers read differently", () => {
  const part = 'Content-Disposition: form-data; name="a"';
  const multipart = "multipart/form-data; boundary=b";
  const cases: readonly (readonly [code: string, raw: RawRequest])[] = [
    ["method.unknown", { ...get(""), method: "CUST" }],
    ["method.override", get("", [["X-HTTP-Method-Override", "DELETE"]])],
    ["method.magic", get("_method=__construct")],
    ["path.override", get("", [["X-Original-URL", "/admin"]])],
    ["header.internal", get("", [["x-middleware-subrequest", "middleware"]])],
    ["target.not-a-path", { ...get(""), path: "http://evil/q" }],
    ["content-type.duplicate", get("", [["Content-Type", "a/b"], ["content-type", "c/d"]])],
    ["content-length.conflict", get("", [["Content-Length", "1"], ["Transfer-Encoding", "chunked"]])],
    ["content-type.missing", { ...post("", "a"), headers: [] }],
    ["content-type.unknown", post("application/x-what", "a")],
    ["content-type.charset", post("application/json; charset=ibm037", "{}")],
    ["content-type.mismatch", post("text/plain", "{}")],
    ["body.encoded", { ...post("text/plain", "a"), headers: [["Content-Encoding", "gzip"]] }],
    ["body.unexpected", { ...post("text/plain", "a"), method: "GET" }],
    ["body.utf16", post("application/json", new Uint8Array([123, 0, 125, 0]))],
    ["body.overlong", post("application/json", new Uint8Array([34, 0xc0, 0xa7, 34]))],
    ["json.malformed", post("application/json", "{")],
    ["json.trailing", post("application/json", "{} x")],
    ["json.too-deep", post("application/json", "[".repeat(20_000))],
    ["json.duplicate-key", post("application/json", '{"q":1,"q":2}')],
    ["multipart.no-boundary", post("multipart/form-data", "x")],
    ["multipart.duplicate-boundary", post("multipart/form-data; boundary=b1; boundary=b2", "x")],
    ["multipart.no-part", post(multipart, "x")],
    ["multipart.no-final-boundary", post(multipart, `--b\r\n${part}\r\n\r\nx`)],
    ["multipart.bare-lf", post(multipart, `--b\n${part}\n\nx\n--b--`)],
    ["multipart.duplicate-name", post(multipart, `--b\r\n${part}; name="b"\r\n\r\nx\r\n--b--`)],
    ["multipart.extended-name", post(multipart, `--b\r\n${part}; name*=utf-8''q\r\n\r\nx\r\n--b--`)],
    [
      "multipart.transfer-encoding",
      post(multipart, `--b\r\n${part}\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n--b--`),
    ],
    [
      "multipart.charset",
      post(multipart, `--b\r\n${part}\r\nContent-Type: text/plain; charset=utf-16le\r\n\r\nx\r\n--b--`),
    ],
    ["multipart.empty-filename", post(multipart, `--b\r\n${part}; filename=""\r\n\r\nx\r\n--b--`)],
    ["multipart.preamble", post(multipart, `hello\r\n--b\r\n${part}\r\n\r\nx\r\n--b--`)],
    ["multipart.epilogue", post(multipart, `--b\r\n${part}\r\n\r\nx\r\n--b--\r\nhello`)],
    ["multipart.no-name", post(multipart, "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--")],
    ["multipart.duplicate-header", post(multipart, `--b\r\n${part}\r\n${part}\r\n\r\nx\r\n--b--`)],
    ["fields.too-many", get(Array.from({ length: 2_100 }, (_, i) => `a${i}=1`).join("&"))],
  ];
  for (const [code, raw] of cases) assert.ok(notes(raw).includes(code), `${code}: ${notes(raw)}`);
  assert.equal(cases.length, 35);
});

Deno.test("parseRequest() reads lines of JSON under text/plain, and only where all of it is", () => {
  const names = (body: string) => inspect(post("text/plain", body)).fields.map(({ name, role }) => `${name} ${role}`);
  assert.deepEqual(names('{"a":"x"}\n{"b":"y"}\n').slice(1), ["/a value", "/b value", " document"]);
  assert.deepEqual(names('{"a":"x"}\n{"b":y}\n').slice(1), [" value"]);
  assert.deepEqual(names('{"a":"x"} {"b":"y"}').slice(1), [" value"]);
});

Deno.test("parseRequest() inspects what is beyond its limits as one text", () => {
  const flood = `${"a=1&".repeat(2_100)}q=%27%20OR`;
  assert.ok(inspect(get(flood)).fields.at(-1)!.views[0]!.text.endsWith("q=' OR"));
  const deep = `${"[".repeat(100)}"' OR"`;
  assert.ok(inspect(post("application/json", deep)).fields.at(-1)!.views[0]!.text.endsWith('"\' OR"'));
});
