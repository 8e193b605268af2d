import assert from "node:assert/strict";
import { actionOfKey, type KeyAction, KEYS, type Press } from "./keys.ts";

const PRESS: Press = { key: "", ctrl: false, typing: false, onControl: false, afterG: false };

Deno.test("actionOfKey() knows the keys, and leaves typing alone", () => {
  const rows: [Partial<Press>, KeyAction | undefined][] = [
    [{ key: "Enter", ctrl: true, typing: true }, "send"],
    [{ key: "Enter" }, "first"],
    [{ key: "Enter", onControl: true }, undefined],
    [{ key: "Enter", typing: true }, undefined],
    [{ key: "/" }, "search"],
    [{ key: "/", typing: true }, undefined],
    [{ key: "j" }, "next"],
    [{ key: "k" }, "previous"],
    [{ key: "Escape", typing: true }, "close"],
    [{ key: "p" }, "pause"],
    [{ key: "t" }, "tour"],
    [{ key: "?" }, "help"],
    [{ key: "d", afterG: true }, "house"],
    [{ key: "l", afterG: true }, "lesson"],
    [{ key: "d" }, undefined],
    [{ key: "c", ctrl: true }, undefined],
  ];
  for (const [part, action] of rows) assert.equal(actionOfKey({ ...PRESS, ...part }), action, JSON.stringify(part));
  assert.equal(rows.length, 16);
  assert.ok(KEYS.length > 8);
});
