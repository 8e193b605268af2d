import { equal } from "node:assert/strict";
import { EnumerationWatch } from "./enumeration.ts";

const count = (watch: EnumerationWatch, ids: readonly (string | number)[], now: number, client = "a") =>
  ids.filter((id) => watch.sees({ room: "main", client }, ["api", "orders", String(id)], now)).length;
const numbers = Array.from({ length: 30 }, (_, i) => i);

Deno.test("EnumerationWatch() speaks once when one client reads many objects", () => {
  const watch = new EnumerationWatch();
  equal(count(watch, numbers, 0), 1);
  equal(count(watch, numbers, 61_000), 0);
  equal(count(watch, numbers, 700_000), 1);
});

Deno.test("EnumerationWatch() says nothing about who reads the same, slowly, or names", () => {
  const watch = new EnumerationWatch();
  equal(count(watch, Array(50).fill(7), 0), 0);
  equal(numbers.filter((id) => count(watch, [id], id * 10_000, "slow") > 0).length, 0);
  equal(count(watch, numbers.map((id) => `name-${id}`), 0, "names"), 0);
  equal(numbers.filter((id) => count(watch, [id], 0, `client ${id}`) > 0).length, 0);
});
