import assert from "node:assert/strict";
import { isSecretName, isSecretPath, isServerFile, isSystemPath, normalPath } from "./path.ts";
import { findClimbs, tailOf } from "./path_climb.ts";

Deno.test("normalPath() folds case, slashes and dots", () => {
  assert.equal(normalPath("\\Windows\\\\win.INI"), "windows/win.ini");
  assert.equal(normalPath("//etc/./passwd/"), "etc/passwd");
  assert.equal(normalPath("a/../b"), "a/../b");
});

Deno.test("the tables know files by path and by name", () => {
  assert.ok(isSecretPath("etc/passwd"));
  assert.ok(isSecretPath("proc/self/environ"));
  assert.ok(!isSecretPath("etc/motd2"));
  assert.ok(isSystemPath("etc/nginx/nginx.conf"));
  assert.ok(!isSystemPath("home/ann/notes"));
  assert.ok(isSecretName("a/.ssh/id_rsa"));
  assert.ok(isSecretName(".env"));
  assert.ok(!isSecretName("my.env"));
  assert.ok(isServerFile("xampp/apache/error.log"));
  assert.ok(!isServerFile("error.log"));
});

Deno.test("findClimbs() counts climbing parts however they are written", () => {
  const rows: readonly (readonly [string, number, boolean])[] = [
    ["../../x", 2, false],
    ["..\\..\\x", 2, false],
    ["..//..//x", 2, false],
    ["..././x", 1, true],
    ["....//....//x", 2, true],
    ["..;/..;/x", 2, true],
    ["..0x2f..0x2fx", 2, true],
    ["0x2e0x2e/x", 1, true],
    ["..%c0%qf..%c0%qfx", 2, true],
    ["..\ufffd..\ufffdx", 2, true],
    ["..2f..2fetc", 2, true],
  ];
  for (const [text, count, odd] of rows) {
    const [climb] = findClimbs(text);
    assert.deepEqual([climb?.count, climb?.odd], [count, odd], text);
  }
  assert.equal(rows.length, 11);
  assert.deepEqual(findClimbs("a..b ... 1..2"), []);
  assert.equal(tailOf("../etc%c0%afpasswd x", 3), "etc/passwd");
});
