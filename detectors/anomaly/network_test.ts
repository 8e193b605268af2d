import assert from "node:assert/strict";
import { networkLogit, type NetworkSample, trainNetwork } from "./network.ts";

/** Attack when exactly one of two features is set: what no linear model can tell. */
function exclusiveOr(): NetworkSample[] {
  return Array.from({ length: 800 }, (_, n) => {
    const places = [n & 1 ? [11] : [], n & 2 ? [22] : [], [100 + n % 7]].flat();
    return { places: Int32Array.from(places), attack: ((n & 1) ^ ((n >> 1) & 1)) === 1 };
  });
}

Deno.test("trainNetwork() learns what needs two features together", () => {
  const samples = exclusiveOr();
  const network = trainNetwork(samples, { seed: 1, hidden: 8, epochs: 12, rate: 0.05 });
  const right = samples.filter(({ places, attack }) => (networkLogit(network, places) > 0) === attack);
  assert.ok(right.length >= 790, `${right.length} of ${samples.length}`);
});

Deno.test("trainNetwork() gives the same weights for the same seed", () => {
  const [one, same] = [4, 4].map((seed) => trainNetwork(exclusiveOr(), { seed, hidden: 4, epochs: 1 }));
  assert.deepEqual(one, same);
});

Deno.test("trainNetwork() stays tiny", () => {
  for (const hidden of [0, 65, 1.5]) {
    assert.throws(() => trainNetwork([], { seed: 1, hidden }), /1 to 64/);
  }
});
