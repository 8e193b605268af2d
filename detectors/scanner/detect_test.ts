import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import { rulesIn } from "../testing.ts";
import { scanner } from "./detect.ts";

const PROBED: readonly string[] = [
  "/.env",
  "/.env.production",
  "/api/.env",
  "/.git/config",
  "/.git/HEAD",
  "/app/.git-credentials",
  "/.aws/credentials",
  "/.svn/entries",
  "/.htpasswd",
  "/.DS_Store",
  "/wp-admin",
  "/wp-login.php",
  "/blog/wp-login.php",
  "/wp-content/plugins/x/readme.txt",
  "/phpmyadmin/index.php",
  "/phpMyAdmin-4.9/",
  "/server-status",
  "/actuator/env",
  "/actuator/heapdump",
  "/debug/pprof/heap",
  "/cgi-bin/luci",
  "/solr/admin/cores",
  "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php",
  "/_ignition/execute-solution",
  "/boaform/admin/formLogin",
  "/HNAP1/",
  "/owa/auth/x.js",
  "/+CSCOE+/logon.html",
  "/%2eenv",
  "/backup.sql.gz",
  "/config.php.bak",
  "/index.php~",
  "/backup.zip",
  "/pcidss/report",
];

const ORDINARY: readonly string[] = [
  "/",
  "/health",
  "/api/users/42",
  "/.well-known/security.txt",
  "/images/nagios-sms.png",
  "/docs/environment",
  "/admin",
  "/login",
  "/blog/git-config-explained",
  "/products/drupal-book",
  "/api/v1/backups",
  "/files/report.zip",
  "/solrhythm",
  "/search/phpmyadmins",
  "/assets/app.js",
  "/assets/app.min.js.map",
  "/wordpress-tips",
  "/users/owasp",
  "/metadata",
  "/static/.../x",
  "/downloads/data.json",
  "/console",
  "/wp-content/themes/plain/style.min.css",
  "/wp-includes/js/jquery/jquery.min.js",
];

function rulesOfPath(path: string): string[] {
  const found = scanner.detect(inspect({ method: "GET", path, query: "", headers: [] }));
  return found.filter((finding) => finding.level === 1).map((finding) => finding.rule);
}

function rulesOfAgent(agent: string): string[] {
  const headers: [string, string][] = [["user-agent", agent]];
  const found = scanner.detect(inspect({ method: "GET", path: "/", query: "", headers }));
  return found.filter((finding) => finding.level === 1).map((finding) => finding.rule);
}

Deno.test("scanner detects probes for files and products", () => {
  for (const path of PROBED) assert.equal(rulesOfPath(path).length, 1, path);
  assert.equal(PROBED.length, 34);
});

Deno.test("scanner lets ordinary paths pass", () => {
  for (const path of ORDINARY) assert.deepEqual(rulesOfPath(path), [], path);
  assert.equal(ORDINARY.length, 24);
});

Deno.test("scanner detects attack tools by their User-Agent", () => {
  const rows = [
    "sqlmap/1.8#stable (https://sqlmap.org)",
    "Mozilla/5.00 (Nikto/2.5.0) (Evasions:None) (Test:Port Check)",
    "Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html)",
    "Nuclei - Open-source project (github.com/projectdiscovery/nuclei)",
    "gobuster/3.6",
    "WPScan v3.8.25 (https://wpscan.com/wordpress-security-scanner)",
    "Mozilla/5.0 zgrab/0.x",
    "masscan/1.3",
    "Fuzz Faster U Fool v2.1.0",
    "feroxbuster/2.10.0",
  ];
  for (const agent of rows) assert.deepEqual(rulesOfAgent(agent), ["scanner.attack-tool"], agent);
  assert.equal(rows.length, 10);
});

Deno.test("scanner lets browsers, libraries and crawlers pass", () => {
  const rows = [
    "curl/8.7.1",
    "python-requests/2.32.3",
    "Deno/2.9.6",
    "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Zapier",
    "aws-xray-sdk/3.5",
    "okhttp/4.12.0",
    "Go-http-client/2.0",
    "PostmanRuntime/7.39.0",
    "libwww-perl/6.72",
  ];
  for (const agent of rows) assert.deepEqual(rulesOfAgent(agent), [], agent);
  assert.equal(rows.length, 11);
});

Deno.test("scanner detects hosts that a tester is called from", () => {
  assert.deepEqual(rulesIn(scanner, "http://ab12cd.oastify.com/x"), ["scanner.callback-host"]);
  assert.deepEqual(rulesIn(scanner, "nslookup x.interact.sh"), ["scanner.callback-host"]);
  assert.deepEqual(rulesIn(scanner, "Burp uses burpcollaborator.net for this"), []);
  assert.deepEqual(rulesIn(scanner, "https://www.oastify.com/"), []);
});
