import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { counted } from "./draft.ts";
import { Truth } from "./Truth.tsx";
import { NOTHING_COUNTED } from "./truth.ts";

Deno.test("Truth uses the four plain words", () => {
  assert.match(renderToString(<Truth />), /Throw something from the library/);
  const matrix = { caught: 4, missed: 1, falseAlarm: 0, rightlyAllowed: 7 };
  counted.value = { ...NOTHING_COUNTED, matrix };
  const html = renderToString(<Truth />);
  counted.value = NOTHING_COUNTED;
  assert.match(html, /data-truth="caught">4<\/b> caught/);
  assert.match(html, /class="is-wrong"><b class="num" data-truth="missed">1/);
  assert.match(html, /data-truth="rightlyAllowed">7/);
});
