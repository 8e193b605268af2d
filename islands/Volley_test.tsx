import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Volley } from "./Volley.tsx";

Deno.test("Volley counts places and requests", () => {
  const start = { method: "GET", target: "/api/search?q=§tea§&x=§1§", headers: [], body: "" };
  const html = renderToString(<Volley start={start} payloads={["a", "b", "c"].join("\n")} />);
  assert.match(html, /2 places marked/);
  assert.match(html, /Throw 6</);
});
