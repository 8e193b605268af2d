import assert from "node:assert/strict";
import { parseConfession } from "./guestbook.ts";

Deno.test("parseConfession() knows the words of the frame and bounds what it says", () => {
  const say = (what: unknown, detail?: unknown) => parseConfession({ glasshouse: "guestbook", what, detail });
  assert.equal(say("ran", "alert(1)"), "A script of an entry ran: alert(1)");
  assert.equal(say("cookie-read"), "It read the cookie.");
  assert.ok(say("ran", "x".repeat(5_000))!.length < 250);
});

Deno.test("parseConfession() takes nothing else", () => {
  const rows: unknown[] = [null, "ran", {}, { glasshouse: "guestbook" }, { glasshouse: "guestbook", what: "loaded" }, {
    glasshouse: "guestbook",
    what: "toString",
  }];
  for (const row of rows) assert.equal(parseConfession(row), undefined);
  assert.equal(rows.length, 6);
});
