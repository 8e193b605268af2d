import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Timeline } from "./Timeline.tsx";

Deno.test("Timeline has a place for the keyboard and a table beside the chart", () => {
  const html = renderToString(<Timeline start={[]} />);
  assert.match(html, /role="application" tabindex="0"/);
  assert.match(html, /view as table/);
});
