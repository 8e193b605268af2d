import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { totalsWith } from "./testing.ts";
import { Types } from "./Types.tsx";

Deno.test("Types always stands beside its table", () => {
  assert.match(renderToString(<Types start={totalsWith()} />), /No threat yet/);
  const html = renderToString(<Types start={totalsWith({ byCategory: { sqli: 3, xss: 1 } })} />);
  assert.match(html, /SQL injection<\/th><td class="num">3<\/td><td class="num quiet">75/);
  assert.equal(html.split("<path").length - 1, 2);
});
