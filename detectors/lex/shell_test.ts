import assert from "node:assert/strict";
import { commandName, lexCommand } from "./shell.ts";

Deno.test("lexCommand() reads words as a shell passes them on", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["cat /etc/passwd", "cat|/etc/passwd"],
    ["c''at x", "cat|x"],
    ['"wh"oami', "whoami"],
    ["cat$IFS/etc/passwd", "cat|/etc/passwd"],
    ["cat${IFS}/etc/passwd", "cat|/etc/passwd"],
    ["cat$IFS$9/etc/passwd", "cat|/etc/passwd"],
    ["{cat,/etc/passwd}", "cat|/etc/passwd"],
    ["w$@hoami", "whoami"],
    ["who^ami", "whoami"],
    ["echo 'a b' c", "echo|a b|c"],
    ["ls;id", "ls"],
    ["ls|id", "ls"],
    ["ls)", "ls"],
    ["cat<x", "cat|x"],
    ["  ls\t-la ", "ls|-la"],
  ];
  for (const [text, words] of rows) {
    assert.equal(lexCommand(text, 0)?.words.map((word) => word.text).join("|"), words, text);
  }
  assert.equal(rows.length, 15);
});

Deno.test("lexCommand() says what stood behind the command and how it was disguised", () => {
  assert.equal(lexCommand("id;ls", 0)?.ending, ";");
  assert.equal(lexCommand("id", 0)?.ending, "");
  assert.equal(lexCommand("cat < x", 0)?.redirected, true);
  assert.equal(lexCommand("cat$IFS/x", 0)?.disguisedSpace, true);
  assert.equal(lexCommand("c''at x", 0)?.words[0]?.split, true);
  assert.equal(lexCommand("cat x", 0)?.words[0]?.split, false);
  assert.equal(lexCommand(";;", 0), undefined);
});

Deno.test("commandName() takes paths and endings off", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["/usr/bin/id", "id"],
    ["C:\\Windows\\System32\\cmd.exe", "cmd"],
    ["w\\ho\\ami", "whoami"],
    ["PING.EXE", "ping"],
    ["ls", "ls"],
    ["id\\n", "id"],
  ];
  for (const [text, name] of rows) {
    assert.equal(commandName(lexCommand(text, 0)!.words[0]!), name, text);
  }
  assert.equal(rows.length, 6);
});
