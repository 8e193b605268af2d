import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import { pointsIn, rulesIn } from "../testing.ts";
import { traversal } from "./detect.ts";

const ATTACKS: readonly string[] = [
  "../../admin/manager",
  "%2e%2e%2f",
  "x?page=%2e%2e%2f",
  "../../etc/passwd",
  "../../../../../../etc/shadow",
  "..\\..\\..\\windows\\win.ini",
  "....//....//etc/passwd",
  "..;/..;/manager/html",
  "..%2f..%2fetc%2fpasswd",
  "%2e%2e/%2e%2e/boot.ini",
  "..0x2f..0x2fetc0x2fpasswd",
  "..%c0%qf..%c0%qfetc%c0%qfpasswd",
  "../../../../",
  "../../../var/log/apache2/access.log",
  "../config.php",
  "../../.env",
  "../.ssh/id_rsa",
  "files/../../../../etc/hosts",
  "/etc/passwd",
  "/etc/shadow%00",
  "/proc/self/environ",
  "C:\\boot.ini",
  "C:\\Windows\\win.ini",
  "\\windows\\win.ini",
  "/var/log/nginx/access.log",
  "file:///etc/passwd",
  "php://filter/convert.base64-encode/resource=index.php",
  "php://input",
  "expect://id",
  "phar://uploads/a.jpg/x",
  "zip://a.zip#b.php",
  "data:text/plain;base64,PD9waHAgcGhwaW5mbygpOyA/Pg==",
  "/static/page\0.png",
  "WEB-INF/web.xml",
  ".git/config",
  ".aws/credentials",
  "http://example.org/index.php?page=/etc/passwd",
  "/././././././././x",
  "??/??/??/etc/passwd",
];

const INNOCENT: readonly string[] = [
  "../../docs/guide",
  "../neighbour/one",
  "import { x } from '../lib/x.ts'",
  'import y from "../../../src/y.tsx"',
  "../lib/x.ts",
  "../../tsconfig.base.json",
  "../support",
  "[the guide](../guide/start.md)",
  '<a href="../">back</a>',
  "./a/b.txt",
  "wait... and then...",
  "1..10",
  "see ../docs/index.html for details",
  "Edit the file /etc/hosts on your machine and add a line",
  "C:\\Users\\Anna\\Documents\\report.docx",
  "C:\\Program Files (x86)\\App\\app.exe",
  "/home/user/projects/../shared/readme.md",
  "/usr/local/bin/deno",
  "/images/logo.png",
  "https://example.org/a/../b/index.html",
  "file:../local-package",
  "a/b/c.json",
  "data:image/png;base64,iVBORw0KGgo=",
  "data:text/plain,hello",
  "Set up a `.env` file in your project root",
  "The value of etc is unknown",
  "#!/usr/bin/env python is the shebang",
  "what??/why??",
  "v1.2..v1.3",
  "Montréal / Québec...",
  "rules: php, zip and phar",
  "/etc/passwd-policy",
  "Somebody asks for `GET /img/../../etc/passwd` every night, and gets nothing.",
];

Deno.test("traversal detects paths that leave their directory", () => {
  for (const text of ATTACKS) assert.equal(pointsIn(traversal, text), 5, text);
  assert.equal(ATTACKS.length, 39);
});

Deno.test("traversal lets honest paths and texts pass at level 1", () => {
  for (const text of INNOCENT) assert.deepEqual(rulesIn(traversal, text), [], text);
  assert.equal(INNOCENT.length, 33);
});

Deno.test("traversal names the rule of each family", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["../../../../", "traversal.climb"],
    ["../../etc/passwd", "traversal.climb-to-file"],
    ["..;/..;/x", "traversal.disguised-climb"],
    ["/etc/passwd", "traversal.sensitive-file"],
    ["/var/log/httpd/error_log", "traversal.system-path"],
    ["php://input", "traversal.stream-wrapper"],
    ["a/b.php\0.jpg", "traversal.nul-suffix"],
    ["/./././././././.", "traversal.padding"],
  ];
  for (const [text, rule] of rows) assert.ok(rulesIn(traversal, text).includes(rule), `${rule}: ${text}`);
  assert.equal(rows.length, 8);
});

Deno.test("traversal detects a climb in the request path", () => {
  const rows = [
    "/static/../../etc/hosts",
    "/a/%2e%2e/b",
    "/tmui/login.jsp/..;/x",
    "/cgi-bin/.%2e/.%2e/bin/sh",
    "/img../conf/app.py",
  ];
  for (const path of rows) {
    const found = traversal.detect(inspect({ method: "GET", path, query: "", headers: [] }));
    assert.ok(found.some((finding) => finding.severity === "critical" && finding.level === 1), path);
  }
  assert.equal(rows.length, 5);
  const plain = inspect({ method: "GET", path: "/v1/a..b/c...d/file.tar.gz", query: "", headers: [] });
  assert.deepEqual(traversal.detect(plain), []);
});

Deno.test("traversal takes a system path in JSON for an attack at level 2 only", () => {
  const body = JSON.stringify({ mountPath: "/etc/nginx/nginx.conf" });
  const headers: [string, string][] = [["content-type", "application/json"]];
  const found = traversal.detect(inspect({ method: "POST", path: "/pods", query: "", headers, body }));
  assert.deepEqual(found.map((finding) => finding.level), [2]);
});
