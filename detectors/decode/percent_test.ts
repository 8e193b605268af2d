import { deepEqual, equal } from "node:assert/strict";
import type { View } from "../types.ts";
import { decodePercent } from "./percent.ts";
import { rawView } from "./view.ts";

/** For each unit of the decoded text the raw text that it was written as. */
function written(raw: string, order: (indexes: number[]) => number[] = (indexes) => indexes): string[] {
  const view: View | undefined = decodePercent(rawView(raw), true);
  if (!view) return [];
  const pieces = new Array<string>(view.text.length);
  const indexes = order(Array.from(pieces.keys()));
  for (const i of indexes) pieces[i] = raw.slice(view.origin.start(i), view.origin.end(i + 1));
  return pieces;
}

Deno.test("decodePercent() maps each character to what it was written as, in whatever order it is asked", () => {
  const pieces = ["a", "%27", "+", "%C3%A9", "%E2%82%AC", "%F0%9F%98%8D", "%F0%9F%98%8D", "\u00e9", "z"];
  const raw = "a%27+%C3%A9%E2%82%AC%F0%9F%98%8D\u00e9z";
  deepEqual(written(raw), pieces);
  deepEqual(written(raw, (indexes) => indexes.reverse()), pieces);
  deepEqual(written(raw, (indexes) => indexes.sort((a, b) => a % 3 - b % 3)), pieces);
});

Deno.test("decodePercent() reads long texts as it reads short ones", () => {
  const raw = "%27+or%201=1%C3%A9";
  const long = raw.repeat(200);
  equal(decodePercent(rawView(long), true)?.text, (decodePercent(rawView(raw), true)?.text ?? "").repeat(200));
  deepEqual(written(long).slice(0, 9), written(raw));
});

Deno.test("decodePercent() leaves what is no group, and a run that is no UTF-8", () => {
  const cases: readonly (readonly [raw: string, text: string | undefined])[] = [
    ["100% sure", undefined],
    ["%zz%27", "%zz'"],
    ["%ff%27", undefined],
    ["%27%", "'%"],
    ["%ED%A0%80", undefined],
    ["%C0%A7x%41", "%C0%A7xA"],
  ];
  for (const [raw, text] of cases) equal(decodePercent(rawView(raw))?.text, text, raw);
  equal(cases.length, 6);
});
