import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import type { RawRequest } from "../types.ts";
import { pointsIn, rulesIn } from "../testing.ts";
import { ssrf } from "./detect.ts";

const ATTACKS: readonly string[] = [
  "rtmp://017700000001/",
  "http://④②⑤｡⑤①⓪｡④②⑤｡⑤①⓪:80/",
  "http://169.254.169.254/latest/meta-data/",
  "http://metadata.google.internal/computeMetadata/v1/",
  "http://100.100.100.200/latest/",
  "http://[fd00:ec2::254]/latest/",
  "http://2130706433/",
  "http://0x7f000001/",
  "http://0x7f.1/",
  "http://0177.0.0.1/",
  "http://127.1/",
  "http://①②⑦.⓪.⓪.①/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::]/",
  "http://0.0.0.0:8080/",
  "http://127.0.0.1:6379/",
  "http://10.0.0.5:2375/v1.24/containers/json",
  "http://localhost/admin",
  "//127.0.0.1/x",
  "http:/127.0.0.1/x",
  "http://example.com@127.0.0.1/",
  "http://allowed.example.com@evil.test/",
  "http://evil.test\\@allowed.example.com/",
  "http://127.0.0.1.nip.io/",
  "http://localtest.me/",
  "http://kubernetes.default.svc/api/v1/secrets",
  "gopher://127.0.0.1:6379/_SET",
  "dict://10.0.0.1:11211/stat",
  "ftp://192.168.0.9/",
  "http://425.510.425.510/",
  "http://3232235777/",
  "http://localhost%00.example.com/",
  "https://cdn.example.com/fetch?u=http://169.254.169.254/",
];

const INNOCENT: readonly string[] = [
  "https://example.com/",
  "https://hooks.example.com/services/T0/B0",
  "http://localhost:3000/callback",
  "http://localhost:8000",
  "http://127.0.0.1:8080/path",
  "Open http://localhost:8000 in your browser",
  "The server at 169.254.169.254 is the metadata service",
  "See [the app](http://localhost:3000) and log in",
  "http://192.168.1.20:8123/lovelace",
  "https://api.example.com/127.0.0.1-explained",
  "https://localhost-docs.example.com/wiki/Localhost",
  "https://user:secret@git.example.com/repo.git",
  "https://cdn.example.com/image.png?w=100&h=50",
  "//cdn.example.com/app.js",
  "postgres://app:secret@localhost:5432/app",
  "redis://localhost:6379",
  "ldap://ldap.example.com",
  "10.1.1.50.6786",
  "mailto:ann@example.com",
  "1.2.3.4",
  "v=0.0.0.0",
  "a // comment",
  "http://example.com:8080/",
  "wss://live.example.com/socket",
];

Deno.test("ssrf detects URLs that lead inside", () => {
  for (const text of ATTACKS) assert.equal(pointsIn(ssrf, text), 5, text);
  assert.equal(ATTACKS.length, 33);
});

Deno.test("ssrf lets public URLs and a developer's own pass at level 1", () => {
  for (const text of INNOCENT) assert.deepEqual(rulesIn(ssrf, text), [], text);
  assert.equal(INNOCENT.length, 24);
});

Deno.test("ssrf names the rule of each family", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["http://169.254.169.254/", "ssrf.metadata"],
    ["http://0x7f000001/", "ssrf.disguised-address"],
    ["http://127.0.0.1:22/", "ssrf.internal-url"],
    ["http://x.10.0.0.1.sslip.io/", "ssrf.rebinding-name"],
    ["http://a.com\\@b.test/", "ssrf.host-confusion"],
    ["gopher://10.0.0.1:25/_HELO", "ssrf.scheme"],
  ];
  for (const [text, rule] of rows) assert.ok(rulesIn(ssrf, text).includes(rule), `${rule}: ${text}`);
  assert.equal(rows.length, 6);
});

Deno.test("ssrf weighs the parameter: what is fetched may not be local", () => {
  const at = (query: string): number[] => ssrf.detect(inspect(get(query))).map((finding) => finding.level);
  assert.deepEqual(at("redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fcb"), [3]);
  assert.deepEqual(at("image_url=http%3A%2F%2Flocalhost%3A3000%2Fcb"), [1]);
});

Deno.test("ssrf lets the pages that a browser comes from pass", () => {
  const headers: [string, string][] = [["referer", "http://127.0.0.1:22/admin"], ["origin", "http://localhost:22"]];
  assert.deepEqual(ssrf.detect(inspect({ ...get(""), headers })), []);
});

function get(query: string): RawRequest {
  return { method: "GET", path: "/", query, headers: [] };
}
