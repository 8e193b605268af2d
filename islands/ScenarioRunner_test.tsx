import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { SCENARIOS } from "./scenario.ts";
import { ScenarioRunner } from "./ScenarioRunner.tsx";

Deno.test("ScenarioRunner offers every scenario and says how much it will throw", () => {
  const html = renderToString(<ScenarioRunner />);
  assert.equal(html.split('type="radio"').length - 1, SCENARIOS.length);
  assert.match(html, /400 requests/);
});
