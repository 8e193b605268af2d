import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Editor } from "./Editor.tsx";

Deno.test("Editor shows each part of the request in a field of its own", () => {
  const start = { method: "POST", target: "/api/data?x=1", headers: [["a", "b"]], body: "hello" } as const;
  const html = renderToString(<Editor start={start} />);
  for (const part of ['value="/api/data"', ">x=1</textarea>", ">a: b</textarea>", ">hello</textarea>"]) {
    assert.ok(html.includes(part), `${part} in ${html}`);
  }
  assert.match(html, /<option selected value="POST"|<option value="POST" selected/);
});
