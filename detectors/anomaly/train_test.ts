import assert from "node:assert/strict";
import { calibrate, rateAbove, thresholdAt } from "./calibrate.ts";
import { evaded } from "./evade.ts";
import { fuse, fusedLogit } from "./fuse.ts";
import { MEASURING, TRAINING } from "./mutate.ts";
import { Random } from "./random.ts";
import { cleanLabels, trainHardened } from "./recipe.ts";
import { quantise, rawLogit, type Sample, train } from "./train.ts";

/** A small corpus made here: enough to see that training works, not to judge it. */
function samples(): Sample[] {
  const random = new Random(3);
  const word = (): string =>
    random.pick(["table", "lamp", "river", "house", "green", "o'brien", "a&b", "x-ray", "10%"]);
  const out: Sample[] = [];
  for (let n = 0; n < 160; n++) {
    const attack = n % 2 === 0;
    const text = attack
      ? `${word()}' ${random.pick(["or", "and"])} ${random.below(9)}=${random.below(9)}${
        random.pick(["--", "#", " -- x"])
      }`
      : `${word()}, ${word()} (${word()}) ${word()}!`;
    out.push({ id: `s${n}`, source: n % 3 === 0 ? "one" : "two", attack, values: [text] });
  }
  return out;
}

Deno.test("train() tells its attacks from its innocents", () => {
  const model = train(samples(), { seed: 1 });
  const right = samples().filter((sample) => (rawLogit(model, sample.values) > 0) === sample.attack);
  assert.ok(right.length >= 158, `${right.length} of 160`);
});

Deno.test("trainHardened() gives the same weights for the same seed, others for another", () => {
  const [one, same, other] = [5, 5, 6].map((seed) => quantise(trainHardened(samples(), { seed }), 5_000).weights);
  assert.deepEqual(one, same);
  assert.notDeepEqual(one, other);
});

Deno.test("cleanLabels() drops a label that the rest contradicts", () => {
  const wrong: Sample = { id: "wrong", source: "one", attack: false, values: ["lamp' or 1=1--' and 2=2#"] };
  const { kept, dropped } = cleanLabels([...samples(), ...samples().map((s) => ({ ...s, id: `${s.id}b` })), wrong], {
    seed: 1,
  });
  assert.ok(kept.length >= 300);
  assert.ok(dropped.every((sample) => sample.id === "wrong"), `dropped ${dropped.map((sample) => sample.id)}`);
});

Deno.test("calibrate() makes shifted logits mean what they say", () => {
  const scored = [-4, -3, -2.5, -1].map((logit) => ({ logit, attack: false }))
    .concat([-2, 0, 1, 2].map((logit) => ({ logit, attack: true })));
  const { slope, offset } = calibrate(scored);
  const mean = scored.reduce((sum, one) => sum + 1 / (1 + Math.exp(-(slope * one.logit + offset))), 0) / scored.length;
  assert.ok(Math.abs(mean - 0.5) < 0.01, `${mean}`);
});

Deno.test("thresholdAt() lets at most its share of innocents through", () => {
  const scored = Array.from({ length: 1000 }, (_, i) => ({ logit: i, attack: false }));
  assert.ok(rateAbove(scored, false, thresholdAt(scored, 0.01)) <= 0.01);
});

Deno.test("fuse() gives rules no negative weight and raises what they confirm", () => {
  const fused = fuse(Array.from({ length: 200 }, (_, n) => ({
    logit: n % 2 === 0 ? 0.5 : -0.5,
    rules: n % 2 === 0 ? ["a.attack"] : n % 4 === 1 ? ["a.innocent"] : [],
    length: 20,
    attack: n % 2 === 0,
  })));
  assert.ok((fused.rules["a.attack"] ?? 0) > 0.2);
  assert.equal(fused.rules["a.innocent"] ?? 0, 0);
  assert.ok(
    fusedLogit(fused, { logit: 0, length: 20, rules: ["a.attack"] }) >
      fusedLogit(fused, { logit: 0, length: 20, rules: [] }),
  );
});

Deno.test("evaded() lowers the score and stops when it slipped", () => {
  const model = train(samples(), { seed: 1, mutated: 0 });
  const judge = (text: string): number => rawLogit(model, [text]);
  const payload = "lamp' or 1=1--";
  const text = evaded(payload, { judge, mutations: TRAINING, random: new Random(1), queries: 60, below: -5 });
  assert.ok(judge(text) < judge(payload));
});

Deno.test("MEASURING shares no operator with TRAINING", () => {
  const known = new Set(TRAINING.map((mutation) => mutation.name));
  assert.deepEqual(MEASURING.filter((mutation) => known.has(mutation.name)), []);
  assert.ok(MEASURING.length >= 8 && TRAINING.length >= 10);
});
