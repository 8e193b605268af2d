import assert from "node:assert/strict";
import { type EvasionRow, parseEvasions } from "../../../attacks/evasion.ts";
import { loadEvasions } from "../../../attacks/load.ts";
import { withApp } from "../../testing.ts";
import { readingsOf } from "./compare.ts";
import type { Reading } from "./types.ts";

const ROWS = parseEvasions(await loadEvasions());

async function readingAt(id: number, place: string): Promise<Reading> {
  const readings = await readingsOf(requestOf(ROWS[id - 1]!));
  return readings.find((reading) => reading.place === place) ?? assert.fail(`row ${id} has no ${place}`);
}

function requestOf({ method, target, headers, body }: EvasionRow) {
  return { method, target, headers, body: Uint8Array.from(body) };
}

/** Readers by name, with what they read. */
function said({ app }: Reading): Record<string, string | undefined> {
  return Object.fromEntries(app.map(({ by, text }) => [by, text]));
}

Deno.test("readingsOf() shows the four differentials: two decoders, two values, two keys, a text that is a file", async () => {
  const invalid = await readingAt(3, "query q");
  assert.equal(said(invalid)["c.req.query()"], "%ff%27%20OR 1=1--");
  assert.equal(said(invalid)["URLSearchParams"], "\ufffd' OR 1=1--");
  assert.ok(invalid.inspected.includes("\ufffd' OR 1=1--"), "the guard reads it as the URL API does, too");

  const twice = await readingAt(56, "query q");
  assert.equal(said(twice)["c.req.query()"], "1");
  assert.match(said(twice)["the last one wins (PHP)"] ?? "", /^2 UNION SELECT/);
  assert.ok(twice.inspected.some((text) => text.startsWith("2 UNION")), twice.inspected.join());

  const keys = await readingAt(72, "body /q");
  assert.notEqual(said(keys)["c.req.json()"], said(keys)["the first one wins (some Go, C++)"]);
  assert.ok(keys.inspected.includes(said(keys)["the first one wins (some Go, C++)"] ?? ""), "both are inspected");

  const file = await readingAt(86, "body q");
  assert.match(said(file)["c.req.parseBody()"] ?? "", /^\[a file/);
  assert.equal(said(file)["the file's text"], file.handed);
});

Deno.test("readingsOf() reads every row of the checklist that a Request can carry", async () => {
  let ran = 0;
  for (const row of ROWS) {
    if (row.scenario || !row.target.startsWith("/")) continue;
    try {
      assert.ok((await readingsOf(requestOf(row))).length > 0, `row ${row.id}`);
      ran++;
    } catch (error) {
      assert.ok(error instanceof TypeError, `row ${row.id}: ${error}`);
    }
  }
  assert.ok(ran >= 88, `${ran}`);
});

Deno.test("POST /glass/readings reads for our page only, and says what it expects", async () => {
  await withApp(async (app) => {
    const post = (body: unknown, headers: Record<string, string> = {}) =>
      app.fetch("/glass/readings", { method: "POST", body: JSON.stringify(body), headers });
    const request = { method: "GET", target: "/api/search?q=tea", headers: [], body: "" };
    const { readings } = await (await post(request)).json();
    assert.deepEqual(readings.map(({ place }: Reading) => place), ["path", "query q"]);
    assert.equal((await post({ ...request, target: "x" })).status, 400);
    assert.equal((await post(request, { "sec-fetch-site": "cross-site" })).status, 403);
  });
});
