import assert from "node:assert/strict";
import { requestOfField } from "../testing.ts";
import { sqli } from "./detect.ts";

const PIECES = [
  ..."'\"`()[]{},;#@$=<>!|&*+-/%^~:?\\.\n \u00a0",
  ..."or and not is null like in between case when then end select union all from where having order by group limit"
    .split(" "),
  ..."sleep( char(65) elt( if( ::int 1 0x41 1.e x users -- /* */ /*!50000 || && sounds distinct insert into drop table exec"
    .split(" "),
];

Deno.test("sqli survives whatever pieces of SQL come in whatever order", () => {
  let state = 20_261_122;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  let cases = 0;
  for (; cases < 20_000; cases++) {
    let text = "";
    for (let n = next(12) + 1; n > 0; n--) text += PIECES[next(PIECES.length)] + (next(3) === 0 ? "" : " ");
    for (const { evidence, rule } of sqli.detect(requestOfField(text, "query"))) {
      assert.ok(
        evidence && evidence.start >= 0 && evidence.start < evidence.end && evidence.end <= text.length,
        `${rule} in ${text}`,
      );
    }
  }
  assert.equal(cases, 20_000);
});
