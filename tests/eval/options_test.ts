import { deepEqual, equal, ok } from "node:assert/strict";
import { parseOptions } from "./options.ts";

Deno.test("parseOptions() has level 1, the model, strong labels and tables as defaults", () => {
  deepEqual(parseOptions(["a.jsonl"]), {
    kind: "run",
    options: { files: ["a.jsonl"], level: 1, model: true, weak: false, json: false, every: 1 },
  });
});

Deno.test("parseOptions() takes options before, between and after files", () => {
  const parsed = parseOptions([
    "--level=3",
    "a",
    "--no-model",
    "--weak",
    "--json",
    "--verdicts",
    "v",
    "b",
    "--every",
    "5",
  ]);
  deepEqual(parsed, {
    kind: "run",
    options: { files: ["a", "b"], level: 3, model: false, weak: true, json: true, every: 5, verdicts: "v" },
  });
});

Deno.test("parseOptions() says what is wrong", () => {
  const rows: readonly [string[], string][] = [
    [[], "no file given"],
    [["a", "--leve", "1"], "unknown option --leve"],
    [["a", "--level"], "--level needs a value"],
    [["a", "--level", "5"], "--level is 1, 2, 3 or 4"],
    [["a", "--every", "0"], "--every is a whole number from 1"],
    [["a", "--json=yes"], "unknown option --json=yes"],
    [["a", "b", "--baseline", "x"], "--baseline takes one file"],
    [["a", "--every", "2", "--baseline", "x"], "--baseline takes the whole file"],
  ];
  let ran = 0;
  for (const [args, message] of rows) {
    deepEqual(parseOptions(args), { kind: "error", message });
    ran++;
  }
  equal(ran, 8);
  ok(parseOptions(["a", "--help"]).kind === "help");
});
