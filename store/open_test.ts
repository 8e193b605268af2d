import { equal, rejects } from "node:assert/strict";
import { FakeTime } from "@std/testing/time";
import { OPEN_TRIES, OPEN_WAIT_MS } from "./limits.ts";
import { openKv } from "./open.ts";

/** Opens with a platform that says `message` so many times first: how often it was asked, and whether it opened. */
async function asked(name: string, message: string, failures: number): Promise<{ tries: number; opened: boolean }> {
  using time = new FakeTime();
  let tries = 0;
  const open = () => ++tries > failures ? Deno.openKv(":memory:") : Promise.reject(new Error(message));
  const opening = openKv(name, open).then((kv) => kv.close(), () => "failed");
  await time.tickAsync(OPEN_TRIES * OPEN_WAIT_MS);
  return { tries, opened: await opening !== "failed" };
}

Deno.test("openKv() asks again for a file that another process is making, and not for ever", async () => {
  const rows: readonly (readonly [name: string, message: string, failures: number, tries: number, opened: boolean])[] =
    [
      ["new.sqlite3", "database is locked", 0, 1, true],
      ["new.sqlite3", "database is locked", 3, 4, true],
      ["new.sqlite3", "database is locked", OPEN_TRIES, OPEN_TRIES, false],
      ["new.sqlite3", "unable to open database file", 3, 1, false],
      [":memory:", "database is locked", 3, 1, false],
    ];
  for (const [name, message, failures, tries, opened] of rows) {
    const said = await asked(name, message, failures);
    equal(said.tries, tries, `${name}, ${message}, ${failures}`);
    equal(said.opened, opened, `${name}, ${message}, ${failures}`);
  }
  equal(rows.length, 5);
});

Deno.test("openKv() says what is wrong with a file that cannot be one", async () => {
  await rejects(openKv("./store/open.ts"));
});
