import assert from "node:assert/strict";
import { scoreValue } from "./model.ts";
import { teaching, type TeachOptions, unpack } from "./teach.ts";
import { rawLogit, type Sample } from "./train.ts";
import { type Model, readWeights } from "./weights.ts";

async function shipped(): Promise<Model> {
  return readWeights(await Deno.readFile(new URL("./weights.bin", import.meta.url)));
}

function taught(model: Model, samples: readonly Sample[], options: TeachOptions): Model {
  const steps = teaching(model, samples, options);
  for (let last = -1;;) {
    const { value, done } = steps.next();
    if (done) return value;
    assert.ok(value > last && value < 1);
    last = value;
  }
}

const sample = (attack: boolean, text: string, source = "taught"): Sample => ({
  id: `${source}-${text}`,
  source,
  attack,
  values: [text],
});

/** What the model knows, shown again. */
const KNOWN = [
  sample(true, "' OR 1=1--", "known"),
  sample(true, "<img src=x onerror=alert(1)>", "known"),
  sample(true, "1 UNION SELECT password FROM users", "known"),
  sample(false, "it's 5 o'clock (or later)", "known"),
  sample(false, "Smith & Sons, 12% off!", "known"),
  sample(false, `{"filter":"price < 20"}`, "known"),
];

Deno.test("unpack() gives the logits of the packed weights", async () => {
  const model = await shipped();
  for (const { values } of KNOWN) {
    assert.ok(Math.abs(rawLogit(unpack(model), values) - scoreValue(model, values[0]!).logit) < 1e-4, values[0]);
  }
});

Deno.test("teaching() turns a sample round and leaves known ones on their side", async () => {
  const model = await shipped();
  const strange = "zork!zork?zork=[grue]";
  const before = scoreValue(model, strange).logit;
  const after = taught(model, [...KNOWN, sample(before < 0, strange)], { seed: 1, epochs: 24 });
  assert.equal(scoreValue(after, strange).logit > 0, before < 0, `${before} → ${scoreValue(after, strange).logit}`);
  for (const { attack, values } of KNOWN) assert.equal(scoreValue(after, values[0]!).logit > 0, attack, values[0]);
});

Deno.test("teaching() is the same for the same seed and leaves the model alone", async () => {
  const model = await shipped();
  const kept = model.weights.slice();
  const [one, same] = [1, 1].map((seed) => taught(model, KNOWN, { seed, epochs: 2 }));
  assert.deepEqual(one, same);
  assert.deepEqual(model.weights, kept);
});
