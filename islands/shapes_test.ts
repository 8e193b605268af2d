import assert from "node:assert/strict";
import type { Draft } from "./request.ts";
import { countOf, MAX_VOLLEY, placesOf, type Shape, SHAPES, volley } from "./shapes.ts";

const DRAFT: Draft = {
  method: "POST",
  target: "/api/search?q=§tea§",
  headers: [["content-type", "application/json"]],
  body: '{"message":"§hello§"}',
};
const A = ["1", "2", "3"];
const B = ["x", "y"];

Deno.test("placesOf() finds marked places, and a mark that stands alone", () => {
  assert.deepEqual(placesOf(DRAFT), ["tea", "hello"]);
  assert.equal(placesOf({ ...DRAFT, body: "§" }), undefined);
  assert.deepEqual(placesOf({ ...DRAFT, target: "/", body: "" }), []);
});

Deno.test("volley() makes as many requests as the formula says", () => {
  const rows: [Shape, number][] = [["sniper", 2 * 3], ["battering ram", 3], ["pitchfork", 2], ["cluster bomb", 3 * 2]];
  for (const [shape, count] of rows) {
    assert.equal(countOf(shape, 2, [A, B]), count, shape);
    const requests = volley(shape, DRAFT, [A, B]);
    assert.equal(requests.length, count, shape);
    if (shape !== "battering ram") {
      assert.equal(new Set(requests.map((draft) => JSON.stringify(draft))).size, count, shape);
    }
  }
  assert.equal(rows.length, SHAPES.length);
});

Deno.test("volley() fills the places in the encoding of each", () => {
  const one = volley("battering ram", DRAFT, [[`a"b c`]])[0]!;
  assert.equal(one.target, "/api/search?q=a%22b%20c");
  assert.equal(one.body, '{"message":"a\\"b c"}');
  const [first, , , fourth] = volley("sniper", DRAFT, [A]);
  assert.deepEqual([first!.target, first!.body], ["/api/search?q=1", '{"message":"hello"}']);
  assert.deepEqual([fourth!.target, fourth!.body], ["/api/search?q=tea", '{"message":"1"}']);
});

Deno.test("volley() is bounded", () => {
  const many = Array.from({ length: 200 }, (_, i) => String(i));
  assert.equal(volley("cluster bomb", DRAFT, [many, many]).length, MAX_VOLLEY);
});
