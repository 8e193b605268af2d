import assert from "node:assert/strict";
import fc from "fast-check";
import { requestWith } from "../testing.ts";
import { eachFeature, FEATURE_VERSION, PLACES } from "./features.ts";
import { explainValue, PLAIN_LOGIT, scoreRequest, scoreValue } from "./model.ts";
import { normalise } from "./normalise.ts";
import { Random } from "./random.ts";
import { type Model, readWeights, writeWeights } from "./weights.ts";
import { bestWindow } from "./window.ts";

const random = new Random(7);
const weights = Int8Array.from({ length: PLACES }, () => random.chance(0.5) ? 0 : random.below(201) - 100);
const RAW = Float32Array.from(weights);
const MODEL: Model = {
  weights,
  header: {
    format: "glasshouse-weights",
    formatVersion: 1,
    featureVersion: FEATURE_VERSION,
    scale: 0.01,
    bias: -1,
    fusion: { bias: 0, slope: 1, spread: 0, rules: {} },
    bands: [],
    manifest: "",
    licences: {},
    metrics: {},
    seed: 7,
    trained: "2026-11-22",
  },
};

const texts = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 100 }).map((codes) => String.fromCharCode(...codes)),
);

Deno.test("bestWindow() sums what eachFeature() visits", () => {
  fc.assert(fc.property(texts, (value) => {
    const normalised = normalise(value);
    const window = bestWindow(normalised, weights);
    let sum = 0;
    eachFeature(normalised, (place, start) => {
      if (start >= window.from && start < window.to) sum += weights[place]!;
    });
    assert.equal(window.sum, sum);
    assert.ok(window.to - window.from <= 64);
    // Training, which has no packed weights, looks at the same window.
    assert.deepEqual(bestWindow(normalised, RAW), window);
  }));
});

Deno.test("explainValue() contributions add up to the logit", () => {
  fc.assert(fc.property(texts.filter((text) => text.length > 0), (value) => {
    const { logit, bias, contributions } = explainValue(MODEL, value);
    const sum = contributions.reduce((all, one) => all + one, bias);
    assert.ok(Math.abs(sum - logit) < 1e-6, `${sum} is not ${logit}`);
    assert.ok(Math.abs(scoreValue(MODEL, value).logit - logit) < 1e-6);
  }));
});

Deno.test("scoreValue() does not depend on what was scored before", () => {
  fc.assert(fc.property(texts, texts, (one, other) => {
    const first = scoreValue(MODEL, one).logit;
    scoreValue(MODEL, other);
    assert.equal(scoreValue(MODEL, one).logit, first);
  }));
});

Deno.test("scoreValue() is not diluted by padding", () => {
  const payload = "' UNION SELECT password FROM users--";
  const padding = "the quick brown fox jumps over the lazy dog ".repeat(50);
  assert.ok(scoreValue(MODEL, padding + payload + padding).logit >= scoreValue(MODEL, payload).logit - 4);
});

Deno.test("scoreRequest() leaves plain values alone", () => {
  assert.equal(scoreRequest(MODEL, requestWith("hello world 42")).logit, PLAIN_LOGIT);
  assert.notEqual(scoreRequest(MODEL, requestWith("hello 'world'")).logit, PLAIN_LOGIT);
});

Deno.test("scoreRequest() reads no uploaded file", () => {
  const file = { ...requestWith("os.system('x')").fields[0]!, role: "document" as const, name: "f" };
  assert.equal(scoreRequest(MODEL, { ...requestWith("a"), fields: [file] }).logit, PLAIN_LOGIT);
});

Deno.test("writeWeights() and readWeights() keep every weight", async () => {
  const read = await readWeights(await writeWeights(MODEL));
  assert.deepEqual(read, MODEL);
});

Deno.test("readWeights() refuses another feature version", async () => {
  const header = { ...MODEL.header, featureVersion: FEATURE_VERSION + 1 };
  const bytes = await writeWeights({ ...MODEL, header });
  await assert.rejects(readWeights(bytes), /made for features/);
});

Deno.test("scoreValue() takes time in proportion to the value", () => {
  const hostile = ["%", "\\u", "&#", "/*", "'", "a", "\u200b", "'+'", "${IFS"];
  for (const piece of hostile) {
    // Short enough for one turn on a busy core, so that the best of some rounds is free of others.
    const best = [Infinity, Infinity];
    for (let round = 0; round < 100 && (round < 2 || best[1]! > best[0]! * 8 + 0.2); round++) {
      [8_000, 32_000].forEach((length, n) => {
        const value = piece.repeat(length / piece.length);
        const begin = performance.now();
        scoreValue(MODEL, value);
        best[n] = Math.min(best[n]!, performance.now() - begin);
      });
    }
    assert.ok(best[1]! <= best[0]! * 8 + 0.2, `${piece}: ${best} ms`);
  }
});
