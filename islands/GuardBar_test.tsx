import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { GuardBar } from "./GuardBar.tsx";
import { settingsWith } from "./testing.ts";

Deno.test("GuardBar shows mode, level and room", () => {
  const html = renderToString(<GuardBar start={settingsWith({ mode: "observe", level: 3 })} room="main" />);
  assert.match(html, /aria-pressed="true" data-mode="observe"/);
  assert.match(html, /aria-pressed="false" data-mode="block"/);
  assert.match(html, /selected value="3"|value="3" selected/);
  assert.match(html, /<b>main<\/b>/);
});
