import assert from "node:assert/strict";
import { readBaseline } from "../../../tests/baseline.ts";
import { gapOf, readGaps } from "./gaps.ts";

Deno.test("readGaps() finds as many rows as the test of the corpus counts", async () => {
  const { corpus } = await readBaseline();
  const gaps = await readGaps();
  for (const { file, note, rows } of gaps) {
    assert.equal(rows.length, corpus[file]?.rows, file);
    assert.ok(note.length > 20, file);
  }
  assert.equal(gaps.length, Object.keys(corpus).filter((name) => name.startsWith("gap-")).length);
});

Deno.test("readGaps() does without the corpus, and gapOf() without a note", async () => {
  assert.deepEqual(await readGaps(new URL("no-such-folder/", import.meta.url)), []);
  assert.deepEqual(gapOf("gap-x.txt", "#! as json\n\na\nb\n"), { file: "gap-x.txt", note: "", rows: ["a", "b"] });
});
