import { deepEqual, equal, ok } from "node:assert/strict";
import { Hono } from "hono";
import { type EvasionRow, parseEvasions } from "../attacks/evasion.ts";
import { loadEvasions } from "../attacks/load.ts";
import { inspect } from "../detectors/request/mod.ts";
import { guard } from "../guard/mod.ts";
import type { EventFinding } from "../guard/types.ts";
import { platformSays, probeApp } from "./evasions/probe.ts";
import { bytesOf } from "./evasions/row.ts";
import { SCENARIOS } from "./evasions/scenarios.ts";
import { withServer } from "./evasions/socket.ts";

const ROWS = parseEvasions(await loadEvasions());
const REQUESTS = ROWS.filter((row) => !row.scenario);

Deno.test("the evasion checklist has 101 rows, numbered, every gap with its reason", () => {
  deepEqual(ROWS.map(({ id }) => id), Array.from({ length: 101 }, (_, i) => i + 1));
  for (const { id, gap } of ROWS) if (gap !== undefined) ok(gap.length > 30, `row ${id}: no reason`);
});

Deno.test("the guard says about each evasion what its row expects", async () => {
  let findings: readonly EventFinding[] = [];
  const app = new Hono();
  app.use(guard({
    settings: { mode: "block", rateLimit: "off" },
    events: {
      append: (event) => {
        findings = event.findings;
        return Promise.resolve("1");
      },
      tally: () => {},
    },
  }));
  app.all("*", (c) => c.text("reached"));
  const wrong: string[] = [];
  let ran = 0;
  await withServer((request, info) => app.fetch(request, info), async (send) => {
    for (const row of REQUESTS) {
      findings = [];
      const { status, body } = await send(bytesOf(row));
      const reached = status === 200 && body === "reached";
      const rules = findings.map(({ rule }) => rule);
      const problem = complaintOf(row, { caught: !reached, status, rules });
      if (problem) wrong.push(`row ${row.id} ${row.technique}: ${problem} (${status} ${rules.join(" ")})`);
      ran++;
    }
  });
  deepEqual(wrong, []);
  equal(ran, 94);
});

function complaintOf(
  { expect: { caught, by }, gap }: EvasionRow,
  got: { readonly caught: boolean; readonly status: number; readonly rules: readonly string[] },
): string | undefined {
  if (gap !== undefined) return got.caught ? "is caught now and no gap any more" : undefined;
  if (got.caught !== caught) return caught ? "passes" : "is caught";
  if (by === undefined) return undefined;
  const [kind, status] = by.split(" ");
  if (status !== undefined) return String(got.status) === status ? undefined : `${kind} did not answer ${status}`;
  return got.rules.some((rule) => rule.startsWith(by)) ? undefined : `no finding of ${by}`;
}

Deno.test("the decode tree reads each evasion as its row says", () => {
  const wrong: string[] = [];
  let ran = 0;
  for (const row of REQUESTS) {
    const wanted = row.expect.decodedContains;
    if (wanted === undefined) continue;
    ran++;
    const { pathname, search } = splitTarget(row.target);
    const { method, headers, body } = row;
    const raw = { method, path: pathname, query: search, headers, ...(body.length > 0 ? { body } : {}) };
    const texts = inspect(raw).fields.flatMap(({ views }) => views.map(({ lower }) => lower));
    if (!texts.some((text) => text.includes(wanted))) wrong.push(`row ${row.id}: no reading contains ${wanted}`);
  }
  deepEqual(wrong, []);
  ok(ran >= 25, `only ${ran} rows`);
});

function splitTarget(target: string): { pathname: string; search: string } {
  const at = target.indexOf("?");
  return at < 0 ? { pathname: target, search: "" } : { pathname: target.slice(0, at), search: target.slice(at + 1) };
}

Deno.test("Deno, Hono and the URL API read each evasion as its row says", async () => {
  let probes: readonly string[] = [];
  const app = probeApp(() => probes);
  const wrong: string[] = [];
  let ran = 0;
  await withServer((request) => app.fetch(request), async (send) => {
    for (const row of REQUESTS) {
      const expected = row.appSees;
      probes = Object.keys(expected);
      const { status, body } = await send(bytesOf(row));
      const seen: Record<string, string> = status === 200 ? JSON.parse(body) : {};
      for (const probe of probes) {
        const platform = platformSays(probe);
        if (platform !== undefined) seen[probe] = platform;
        if (probe === "status") seen[probe] = String(status);
      }
      for (const probe of probes) {
        if (seen[probe] !== expected[probe]) wrong.push(`row ${row.id} ${probe}: ${JSON.stringify(seen[probe])}`);
        ran++;
      }
    }
  });
  deepEqual(wrong, []);
  ok(ran >= 94, `only ${ran} probes`);
});

Deno.test("evasions over several requests are stopped", async (t) => {
  const rows = ROWS.filter((row) => row.scenario && row.gap === undefined);
  deepEqual(rows.map(({ id }) => id), [95, 96, 97, 98, 99, 100, 101]);
  for (const { id, technique } of rows) {
    const play = SCENARIOS[id];
    ok(play, `row ${id} has no scenario`);
    await t.step(`row ${id}: ${technique}`, play);
  }
});
