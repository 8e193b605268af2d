import assert from "node:assert/strict";
import { client, dueAfter, SCENARIOS, seeded, type Supply } from "./scenario.ts";
import { entryWith } from "./testing.ts";

const ENTRIES = [entryWith(), entryWith({ id: "innocent/tea", category: "innocent", truth: "benign" })];
const supply = (share: number): Supply => ({ entries: ENTRIES, share, random: seeded(7) });

Deno.test("SCENARIOS shoot requests with a truth and a client", () => {
  for (const { id, shot } of SCENARIOS) {
    for (let i = 0; i < 20; i++) {
      const { draft, truth } = shot(i, supply(0.5));
      assert.ok(draft.target.startsWith("/"), id);
      assert.ok(draft.headers.some(([name]) => name === "x-demo-ip"), id);
      if (id === "crowd") assert.equal(truth, "benign");
    }
  }
  assert.equal(SCENARIOS.length, 7);
});

Deno.test("mixed traffic has about the share of attacks that was asked for, and the same for the same seed", () => {
  const mixed = SCENARIOS.find(({ id }) => id === "mixed")!;
  const truths = (share: number) => {
    const from = supply(share);
    return Array.from({ length: 1_000 }, (_, i) => mixed.shot(i, from).truth);
  };
  const attacks = truths(0.3).filter((truth) => truth === "attack").length;
  assert.ok(attacks > 250 && attacks < 350, `${attacks}`);
  assert.deepEqual(truths(0.3), truths(0.3));
});

Deno.test("dueAfter() keeps the rate and ends with the duration", () => {
  const steady = SCENARIOS.find(({ id }) => id === "mixed")!;
  const slow = SCENARIOS.find(({ id }) => id === "slow-burst")!;
  const options = { rate: 10, duration: 30 };
  assert.deepEqual([0, 1, 29.95, 99].map((at) => dueAfter(steady, at, options)), [1, 11, 300, 300]);
  assert.deepEqual([0, 9.9, 10, 99].map((at) => dueAfter(slow, at, { rate: 2, duration: 30 })), [20, 20, 40, 60]);
});

Deno.test("client() plays as many clients as it is told", () => {
  assert.equal(new Set(Array.from({ length: 500 }, (_, i) => client(i, 50))).size, 50);
});
