import { deepEqual, equal, ok } from "node:assert/strict";
import { type Model, readWeights } from "../../detectors/anomaly/weights.ts";
import { binOf, merged } from "../../islands/model/odds.ts";
import { judge, settingsAt } from "./judge.ts";
import { OddsTally } from "./odds.ts";

const SETTINGS = settingsAt(1);
const FILE = new URL("../../detectors/anomaly/weights.bin", import.meta.url);

async function shipped(): Promise<Model> {
  return readWeights(await Deno.readFile(FILE));
}

function requestOf(text: string) {
  return { method: "GET", path: "/api/search", query: `q=${encodeURIComponent(text)}`, headers: [] };
}

Deno.test("judge() tells the model's word from that of the rules", async () => {
  const model = await shipped();
  const attack = judge(requestOf("x' UNION SELECT name, password FROM users-- "), SETTINGS, model).weighed;
  ok(attack && attack.ruled && attack.together > attack.alone, JSON.stringify(attack));
  const innocent = judge(requestOf("blue (and green) shirt?"), SETTINGS, model).weighed;
  ok(innocent && !innocent.ruled);
  equal(innocent.together, innocent.alone);
  equal(judge(requestOf("x"), SETTINGS).weighed, undefined);
});

Deno.test("OddsTally counts by source, label, rules and log-odds", async () => {
  const model = await shipped();
  const known = Object.keys(model.header.licences)[0]!;
  const tally = new OddsTally(model);
  tally.add({ source: known, label: "attack" }, { together: 3, alone: -1, ruled: true });
  tally.add({ source: "elsewhere", label: "benign" }, { together: -20, alone: -20, ruled: false });
  const { seen, unseen } = tally.odds;
  equal(seen.together.attack.blocked[binOf(3)], 1);
  equal(seen.alone.attack.blocked[binOf(-1)], 1);
  equal(unseen.alone.benign.passed[0], 1);
  const all = [seen, unseen].flatMap(({ together, alone }) => [together, alone]).flatMap((
    of,
  ) => [of.attack, of.benign]);
  deepEqual(all.map((of) => merged(of).reduce((sum, count) => sum + count, 0)), [1, 0, 1, 0, 0, 1, 0, 1]);
});
