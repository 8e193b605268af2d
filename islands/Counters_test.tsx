import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Counters } from "./Counters.tsx";
import { totalsWith } from "./testing.ts";

Deno.test("Counters draws from its props until the store speaks", () => {
  const html = renderToString(<Counters start={totalsWith({ total: 1_234, blocked: 31, dropped: 2 })} />);
  assert.match(html, /data-counter="total">1,234</);
  assert.match(html, /data-counter="blocked">31</);
  assert.match(html, /2 events could not be stored/);
});
