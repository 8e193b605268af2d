import { deepEqual, equal, ok } from "node:assert/strict";
import { parseRecord } from "../eval/record.ts";
import { FAMILIES, FIRST_TEST_SEED, traffic } from "./traffic.ts";
import { Random } from "./traffic/random.ts";

const COUNT = 3_000;

Deno.test("traffic() makes distinct records of every family that the record parser takes", () => {
  const lines = new Set<string>();
  const families = new Map<string, number>();
  for (const record of traffic(FIRST_TEST_SEED, COUNT)) {
    const line = JSON.stringify(record);
    deepEqual(parseRecord(line, record.id), record);
    lines.add(line.replace(record.id, ""));
    families.set(record.class, (families.get(record.class) ?? 0) + 1);
  }
  equal(lines.size, COUNT);
  deepEqual([...families.keys()].toSorted(), FAMILIES.map(({ name }) => name).toSorted());
  for (const [name, count] of families) ok(count >= 30, `${name}: only ${count}`);
});

Deno.test("traffic() is the same for the same seed and another for another", () => {
  const made = (seed: number) => [...traffic(seed, 20)];
  deepEqual(made(7), made(7));
  ok(JSON.stringify(made(7)).replaceAll("traffic-7", "") !== JSON.stringify(made(8)).replaceAll("traffic-8", ""));
});

Deno.test("traffic() sends headers and targets that fit on the wire", () => {
  for (const { id, path, query, headers } of traffic(FIRST_TEST_SEED + 1, 500)) {
    ok(/^\/[\x21-\x7e]*$/.test(path), `${id}: path ${path}`);
    ok(/^[\x21-\x7e]*$/.test(query), `${id}: query ${query}`);
    for (const [name, value] of Object.entries(headers)) ok(/^[\x20-\x7e]*$/.test(value), `${id}: ${name}: ${value}`);
  }
});

Deno.test("Random.part() shares nothing between training and test seeds", () => {
  const items = Array.from({ length: 9 }, (_, i) => i);
  const reached = (seed: number) => {
    const random = new Random(seed);
    return new Set(Array.from({ length: 400 }, () => random.part(items)));
  };
  deepEqual([...reached(1)].toSorted(), [0, 2, 4, 6, 8]);
  deepEqual([...reached(FIRST_TEST_SEED)].toSorted(), [1, 3, 5, 7]);
});
