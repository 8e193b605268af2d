import assert from "node:assert/strict";
import { formatCourse, parseCourse } from "./course_file.ts";
import {
  type Course,
  LESSON_POINTS,
  merge,
  moreTries,
  nextStep,
  NOT_BEGUN,
  pointsOf,
  type Progress,
  stateOf,
  STEPS,
  totalOf,
  withProgress,
  withStep,
} from "./progress.ts";

const ALL: Progress = { done: STEPS, guessed: true, tries: 0, hints: 0 };

Deno.test("pointsOf() gives a flawless lesson all, and takes for hints, wrong guesses and wrong answers", () => {
  const rows: [Partial<Progress>, number][] = [
    [{}, LESSON_POINTS],
    [{ hints: 1 }, 90],
    [{ hints: 3 }, 70],
    [{ guessed: false }, 95],
    [{ tries: 1 }, 92],
    [{ tries: 4 }, 82],
    [{ done: ["predict"] }, 10],
    [{ done: ["observe", "reflect"] }, 0],
    [{ done: [] }, 0],
  ];
  for (const [part, points] of rows) assert.equal(pointsOf({ ...ALL, ...part }), points, JSON.stringify(part));
  assert.equal(rows.length, 9);
  assert.equal(totalOf({ a: ALL, b: { ...ALL, hints: 2 } }), 180);
});

Deno.test("stateOf() and nextStep() follow the steps", () => {
  assert.equal(stateOf(undefined), "not begun");
  assert.equal(stateOf(NOT_BEGUN), "not begun");
  assert.equal(stateOf({ ...NOT_BEGUN, hints: 1 }), "going");
  assert.equal(stateOf({ ...ALL, done: ["predict", "attack", "explain", "defend", "verify"] }), "done");
  assert.equal(stateOf({ ...ALL, done: ["predict", "attack", "explain", "verify"] }), "going");
  assert.equal(nextStep(NOT_BEGUN), "predict");
  assert.equal(nextStep({ ...ALL, done: ["predict", "observe"] }), "attack");
  assert.equal(nextStep(ALL), "reflect");
});

Deno.test("withStep() keeps the order and does a step once", () => {
  const course = withStep(withStep({}, "a", "observe"), "a", "predict");
  assert.deepEqual(course["a"]?.done, ["predict", "observe"]);
  assert.equal(withStep(course, "a", "observe"), course);
  assert.equal(withProgress({}, "a", { hints: 2 })["a"]?.hints, 2);
  assert.equal(moreTries(4), 4);
});

Deno.test("merge() keeps the better of each lesson", () => {
  const mine: Course = { a: ALL, b: { ...ALL, done: ["predict"] } };
  const merged = merge(mine, { a: { ...ALL, hints: 3 }, b: ALL, c: ALL });
  assert.deepEqual([merged["a"], merged["b"], merged["c"]], [ALL, ALL, ALL]);
});

Deno.test("parseCourse() reads what formatCourse() wrote", () => {
  const course: Course = { a: { ...ALL, winner: "#r=WyJHRVQiXQ" }, b: NOT_BEGUN };
  assert.deepEqual(parseCourse(formatCourse(course), ["a", "b"]), { kind: "course", course });
});

Deno.test("parseCourse() says what is wrong with a file", () => {
  const file = (lessons: unknown) => JSON.stringify({ format: "glasshouse-course", version: 1, lessons });
  const good = { done: [], tries: 0, hints: 0 };
  const rows: [text: string, reason: string][] = [
    ["", "it is no JSON"],
    ["[]", 'the field "format"'],
    ['{"format":"other"}', 'the field "format"'],
    ['{"format":"glasshouse-course","version":2}', "version 2"],
    ['{"format":"glasshouse-course","version":1}', 'the field "lessons"'],
    [file({ x: good }), 'there is no lesson "x"'],
    [file({ a: 1 }), 'lesson "a": no object'],
    [file({ a: { ...good, done: "all" } }), '"done" is no list'],
    [file({ a: { ...good, done: ["win"] } }), 'unknown step "win"'],
    [file({ a: { ...good, hints: 4 } }), '"hints" is not'],
    [file({ a: { ...good, tries: -1 } }), '"tries" is no count'],
    [file({ a: { ...good, guessed: 1 } }), '"guessed"'],
    [file({ a: { ...good, winner: "https://elsewhere.test" } }), '"winner" is no request'],
    [file({ a: { ...good, points: 100 } }), 'unknown field "points"'],
    ["x".repeat(200_001), "longer than 200 kB"],
  ];
  for (const [text, reason] of rows) {
    const parsed = parseCourse(text, ["a"]);
    assert.ok(parsed.kind === "error" && parsed.reason.includes(reason), `${reason}: ${JSON.stringify(parsed)}`);
  }
  assert.equal(rows.length, 15);
});
