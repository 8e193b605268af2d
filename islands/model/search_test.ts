import assert from "node:assert/strict";
import { MAX_TRIES } from "./limits.ts";
import { goalOf, search, type SearchOptions, standingOf } from "./search.ts";
import { shippedModel, toEnd } from "./testing.ts";

async function optionsWith(part: Partial<SearchOptions> = {}): Promise<SearchOptions> {
  const model = await shippedModel();
  return { model, text: "' OR 1=1--", place: "query", against: "both", operators: "all", seed: 1, ...part };
}

Deno.test("search() is the same for the same seed and stays within its tries", async () => {
  for (const seed of [1, 2, 3]) {
    const options = await optionsWith({ seed });
    const [one, same] = [search(options), search(options)].map((steps) => toEnd(steps));
    assert.deepEqual(one, same);
    const { steps, result } = one!;
    assert.ok(result.tries <= MAX_TRIES && steps.length <= MAX_TRIES && steps.length > 0);
    assert.equal(result.end === "slipped", result.best.points < goalOf("both"));
    assert.deepEqual(standingOf(options, result.best.text), result.best);
    assert.ok(steps.every(({ number }, i) => number > (steps[i - 1]?.number ?? 0)));
  }
});

Deno.test("search() keeps only what the guard likes better: fewer points, or the same at lower odds", async () => {
  const options = await optionsWith({ seed: 4, operators: "known" });
  let last = standingOf(options, options.text);
  let kept = 0;
  for (const step of toEnd(search(options)).steps) {
    const better = step.points < last.points || (step.points === last.points && step.logit < last.logit);
    assert.equal(step.kept, better, step.mutation);
    if (!step.kept) continue;
    last = step;
    kept++;
  }
  assert.ok(kept > 0);
});

Deno.test("search() uses the operators that were asked for", async () => {
  for (const [operators, known] of [["known", true], ["new", false]] as const) {
    const { steps } = toEnd(search(await optionsWith({ operators, against: "model" })));
    assert.ok(steps.length > 0 && steps.every((step) => step.known === known), operators);
  }
});

Deno.test("search() has nothing to do where nothing is held against the text", async () => {
  const { steps, result } = toEnd(search(await optionsWith({ text: "green tea" })));
  assert.deepEqual([steps.length, result.end, result.tries], [0, "harmless", 0]);
});

Deno.test("search() leaves the payload's own escapes whole, or escapes them once more", async () => {
  const once = (text: string) => text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  let tries = 0;
  for (const seed of [1, 2, 3, 4, 5]) {
    const { steps } = toEnd(search(await optionsWith({ seed, text: "%27%20OR%201=1--", against: "model" })));
    for (const { text } of steps) assert.ok(once(once(text)).includes("' OR 1=1--"), text);
    tries += steps.length;
  }
  assert.ok(tries > 20, `${tries} tries`);
});
