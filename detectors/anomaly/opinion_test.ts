import assert from "node:assert/strict";
import { examine } from "../engine.ts";
import { DEFAULT_SETTINGS } from "../score.ts";
import { readWeights } from "./weights.ts";

const model = await readWeights(await Deno.readFile(new URL("./weights.bin", import.meta.url)));

/** Rules of the model at level 1 in a message. */
function modelRules(message: string): readonly string[] {
  const body = JSON.stringify({ message });
  const headers: [string, string][] = [["content-type", "application/json"], ["host", "a.test"]];
  const raw = { method: "POST", path: "/posts", query: "", headers, body };
  const { findings } = examine(raw, DEFAULT_SETTINGS, { model });
  return findings.filter(({ rule, level }) => rule.startsWith("anomaly.model-") && level === 1).map(({ rule }) => rule);
}

Deno.test("opinionOf() is never certain of an attack that a text only tells of", () => {
  const rows: readonly (readonly [payload: string, told: string])[] = [
    ["' OR '1'='1' -- ", "Who enters `' OR '1'='1' --` as the user name changes what the query of this page means."],
    [
      "http://169.254.169.254/latest/meta-data/",
      "Never let the server fetch http://169.254.169.254/latest/meta-data/ through a webhook that somebody sets up.",
    ],
    [
      "<svg onload=alert(1)>",
      "Our course begins with `<svg onload=alert(1)>` and shows why the page has to escape it.",
    ],
  ];
  for (const [payload, told] of rows) {
    assert.deepEqual(modelRules(payload), ["anomaly.model-certain"], payload);
    assert.ok(!modelRules(told).includes("anomaly.model-certain"), told);
  }
  assert.equal(rows.length, 3);
});
