import assert from "node:assert/strict";
import { explainValue } from "./model.ts";
import { heaviest, partsOf } from "./parts.ts";
import { type Model, readWeights } from "./weights.ts";

async function shipped(): Promise<Model> {
  return readWeights(await Deno.readFile(new URL("./weights.bin", import.meta.url)));
}

const VALUES = [
  "' OR 1=1--",
  "<img src=x onerror=alert(1)>",
  "it's 5 o'clock, isn't it?",
  `${"padding and more of it, ".repeat(9)}' UNION SELECT password FROM users--`,
  "a/**/b/*!50000UNION*/ c",
  "",
];

Deno.test("partsOf() adds up to the logit that explainValue() gives", async () => {
  const model = await shipped();
  for (const value of VALUES) {
    const sum = partsOf(model, value).reduce((sum, { weight }) => sum + weight, model.header.bias);
    assert.ok(Math.abs(sum - explainValue(model, value).logit) < 1e-9, value);
  }
  assert.equal(VALUES.length, 6);
});

Deno.test("partsOf() names features as the model reads them, with their place in the value", async () => {
  const parts = partsOf(await shipped(), "' OR 1=1--");
  assert.ok(parts.some(({ text }) => text.startsWith("⊢'")) && parts.some(({ text }) => text.endsWith("⊣")));
  assert.ok(parts.every(({ text }) => text === text.toLowerCase()));
  for (const { start, end } of parts) assert.ok(start >= 0 && start <= end && end <= 10);
  assert.ok(parts.every(({ weight }, i) => i === 0 || Math.abs(weight) <= Math.abs(parts[i - 1]!.weight)));
});

Deno.test("heaviest() names what falls into the heaviest places, and counts what else does", async () => {
  const model = await shipped();
  const { up, down } = heaviest(model, VALUES, 30);
  assert.equal(up.length, 30);
  assert.ok(up.every(({ weight }, i) => weight > 0 && weight <= (up[i - 1]?.weight ?? Infinity)));
  assert.ok(down.every(({ weight }, i) => weight < 0 && weight >= (down[i - 1]?.weight ?? -Infinity)));
  assert.ok([...up, ...down].every(({ texts, different }) => texts.length > 0 && different >= texts.length));
});
