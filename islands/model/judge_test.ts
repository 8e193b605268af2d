import assert from "node:assert/strict";
import { judgeRequest, modelAlone, sentenceOf } from "./judge.ts";
import { type Place, requestOf } from "./place.ts";
import { shippedModel } from "./testing.ts";

const TEXTS = ["' OR 1=1--", "<img src=x onerror=alert(1)>", "O'Brien & Sons (est. 1921)", "${7*7}", "😀 \ud800 %27 +"];

const ALL: readonly Place[] = ["query", "path", "json", "header", "cookie"];

Deno.test("judgeRequest() shows a sum that adds up, from characters to the odds of rules and model", async () => {
  const model = await shippedModel();
  let checked = 0;
  for (const place of ALL) {
    for (const text of TEXTS) {
      const { reading, terms, logit, probability } = judgeRequest(model, requestOf(text, place));
      assert.ok(reading, `${place}: ${text}`);
      const { shares, bias, parts } = reading;
      for (const sum of [shares, parts.map(({ weight }) => weight)]) {
        assert.ok(Math.abs(sum.reduce((a, b) => a + b, bias) - reading.logit) < 1e-6, `${place}: ${text}`);
      }
      assert.ok(Math.abs(terms.reduce((sum, { value }) => sum + value, 0) - logit) < 1e-9);
      assert.ok(Math.abs(probability - 1 / (1 + Math.exp(-logit))) < 1e-12);
      checked++;
    }
  }
  assert.equal(checked, 25);
});

Deno.test("requestOf() lets the application read the text as it was typed", async () => {
  const model = await shippedModel();
  const rows: [Place, string][] = [["query", "query q"], ["json", "body /note"], ["header", "header x-note"], [
    "cookie",
    "cookie note",
  ]];
  for (const [place, where] of rows) {
    const { reading } = judgeRequest(model, requestOf("a' OR 1=1--", place));
    assert.deepEqual([reading?.where, reading?.text], [where, "a' OR 1=1--"], place);
  }
  assert.equal(rows.length, 4);
});

Deno.test("sentenceOf() says what the guard does and what the model thinks", async () => {
  const model = await shippedModel();
  const say = (text: string) => sentenceOf(judgeRequest(model, requestOf(text, "query")));
  assert.match(
    say("' UNION SELECT password FROM users--"),
    /^The guard blocks it: \d rules match, and the model finds it /,
  );
  assert.match(say("green tea"), /^The guard lets it pass: no rule matches, and the model has nothing to read/);
  assert.match(
    say("Smith & Sons (est. 1921)"),
    /^The guard lets it pass: no rule matches, and the model finds it innocent/,
  );
});

Deno.test("modelAlone() leaves the rules out", async () => {
  const model = await shippedModel();
  const raw = requestOf("' OR 1=1--", "query");
  assert.ok(modelAlone(model, raw).logit < judgeRequest(model, raw).logit);
  assert.equal(modelAlone(model, requestOf("tea", "query")).points, 0);
});
