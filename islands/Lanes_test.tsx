import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Lanes } from "./Lanes.tsx";

Deno.test("Lanes begins with one request", () => {
  assert.match(renderToString(<Lanes />), /aria-pressed="true">One/);
});
