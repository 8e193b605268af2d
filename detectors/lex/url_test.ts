import assert from "node:assert/strict";
import { findUrls } from "./url.ts";
import { kindOfHost } from "./url_host.ts";

Deno.test("findUrls() judges the host that a client would call", () => {
  const rows: readonly (readonly [string, string, string, boolean])[] = [
    ["http://example.com/a", "example.com", "public", false],
    ["http://127.0.0.1/", "127.0.0.1", "loopback", false],
    ["http://2130706433/", "127.0.0.1", "loopback", true],
    ["http://0x7f.1/", "127.0.0.1", "loopback", true],
    ["http://①②⑦.⓪.⓪.①/", "127.0.0.1", "loopback", true],
    ["http://[::ffff:10.0.0.1]/", "[::ffff:a00:1]", "private", true],
    ["http://a.com@169.254.169.254/", "169.254.169.254", "metadata", false],
    ["http://425.510.425.510/", "169.254.169.254", "metadata", true],
    ["//10.0.0.1/x", "10.0.0.1", "private", false],
    ["http:/10.0.0.1/x", "10.0.0.1", "private", true],
    ["see http://localhost:80/x here", "localhost", "loopback", false],
    ["http://10.0.0.1.nip.io/", "10.0.0.1.nip.io", "rebinding", false],
  ];
  for (const [text, host, kind, disguised] of rows) {
    const [url] = findUrls(text);
    assert.deepEqual([url?.host, url?.kind, url?.disguised], [host, kind, disguised], text);
  }
  assert.equal(rows.length, 12);
  assert.deepEqual(findUrls("a // b"), []);
});

Deno.test("kindOfHost() knows names and ranges", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["metadata.google.internal", "metadata"],
    ["x.svc.cluster.local", "loopback"],
    ["172.16.0.1", "private"],
    ["172.32.0.1", "public"],
    ["[::1]", "loopback"],
    ["[fe80::1]", "private"],
    ["[2001:db8::1]", "public"],
    ["localhost.example.com", "public"],
  ];
  for (const [host, kind] of rows) assert.equal(kindOfHost(host), kind, host);
  assert.equal(rows.length, 8);
});
