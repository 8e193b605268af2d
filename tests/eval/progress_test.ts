import { deepEqual, match } from "node:assert/strict";
import { Progress } from "./progress.ts";

function drawn(isTerminal: boolean): { readonly out: string[]; readonly progress: Progress } {
  const out: string[] = [];
  return { out, progress: new Progress({ isTerminal, write: (text) => void out.push(text) }, 1000) };
}

Deno.test("Progress writes a line for each tenth where there is no terminal", () => {
  const { out, progress } = drawn(false);
  for (const bytes of [0, 40, 99, 100, 101, 1000]) progress.update(bytes, bytes);
  progress.finish();
  deepEqual(out, ["  0 %  0 records\n", " 10 %  100 records\n", "100 %  1,000 records\n"]);
});

Deno.test("Progress redraws one line on a terminal and clears it", () => {
  const { out, progress } = drawn(true);
  progress.update(500, 7);
  progress.finish();
  match(out[0]!, /^\r\[#{15}\.{15}\] {2}50 % {2}7 records$/);
  deepEqual(out[1], "\r\x1b[2K");
});
