import assert from "node:assert/strict";
import { loadAttacks } from "./load.ts";

Deno.test("loadAttacks() reads every file, sorted by id", async () => {
  const attacks = await loadAttacks();
  const ids = attacks.map(({ id }) => id);
  assert.deepEqual(ids, [...ids].sort());
  assert.ok(ids.includes("sqli/login-without-password"), ids.join(" "));
});

Deno.test("loadAttacks() names a file that does not parse", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.mkdir(`${folder}/sqli`);
  await Deno.writeTextFile(`${folder}/sqli/x.md`, "---\ntitle: T\ncolour: red\n---\n");
  await assert.rejects(loadAttacks(new URL(`file://${folder}/`)), /Cannot parse attack sqli\/x\.md: unknown key/);
  await Deno.remove(folder, { recursive: true });
});
