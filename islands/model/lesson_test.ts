import assert from "node:assert/strict";
import { compare, type Known, teach, withoutFigures } from "./lesson.ts";
import { requestOf } from "./place.ts";
import { casesOf } from "./practice.ts";
import { shippedModel, toEnd } from "./testing.ts";

const KNOWN: readonly Known[] = [
  { source: "sqli", attack: true, values: ["' OR 1=1--"] },
  { source: "sqli", attack: true, values: ["1' UNION SELECT password FROM users--"] },
  { source: "xss", attack: true, values: ["<img src=x onerror=alert(1)>"] },
  { source: "innocent", attack: false, values: ["it's 5 o'clock (or later)"] },
  { source: "innocent", attack: false, values: ["Smith & Sons, 12% off!"] },
];

const ODD = "zork!zork?zork=[grue]";

Deno.test("teach() turns the verdict on what was taught and leaves the others", async () => {
  const model = await shippedModel();
  const { steps, result } = toEnd(teach(model, KNOWN, [{ text: ODD, attack: true, place: "query" }]));
  assert.ok(steps.every((done) => done >= 0 && done < 1));
  const cases = [ODD, "' OR 1=1--", "it's 5 o'clock (or later)"].map((title, i) => ({
    id: `${i}`,
    title,
    attack: i < 2,
    raw: requestOf(title, "query"),
  }));
  const changes = compare(cases, model, result);
  assert.deepEqual(changes.map(({ before }) => before.blocked), [false, true, false]);
  assert.deepEqual(changes.map(({ after }) => after.blocked), [true, true, false]);
  assert.deepEqual(changes.map(({ after }) => after.ruled), [false, true, false]);
});

Deno.test("teach() gives the same weights for the same samples; words without signs teach nothing", async () => {
  const model = await shippedModel();
  const lesson = (text: string) => toEnd(teach(model, KNOWN, [{ text, attack: true, place: "query" }])).result;
  assert.deepEqual(lesson(ODD), lesson(ODD));
  assert.deepEqual(lesson("tea"), toEnd(teach(model, KNOWN, [])).result);
});

Deno.test("withoutFigures() does not pass on what was measured with other weights", async () => {
  const { header } = withoutFigures(await shippedModel());
  assert.deepEqual([header.metrics, header.figures], [{}, undefined]);
});

Deno.test("casesOf() takes requests of the library apart", () => {
  const request = { method: "GET", target: "/api/search?q=1?2", headers: [] };
  const library = [{ id: "a/b", title: "B", attack: true, request }];
  const [first] = casesOf({ library, known: [], from: "" });
  assert.deepEqual(first?.raw, { method: "GET", path: "/api/search", query: "q=1?2", headers: [] });
});
