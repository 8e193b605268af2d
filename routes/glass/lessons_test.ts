import assert from "node:assert/strict";
import { loadLessons } from "../../attacks/mod.ts";
import { createLessons } from "./lessons.ts";

Deno.test("/glass/lessons lists the course, /glass/lessons/:id holds one lesson with its source", async () => {
  const app = createLessons(await loadLessons());
  const contents = await (await app.request("/")).json();
  assert.equal(contents.length, 16);
  assert.equal(contents[0].id, "sql-login");
  assert.equal(contents[0].story, undefined);
  const lesson = await (await app.request("/sql-login")).json();
  assert.match(lesson.weakSource, /export async function weakLogin/);
  assert.equal(lesson.predict.choices.length, 3);
  assert.equal((await app.request("/nothing")).status, 404);
});
