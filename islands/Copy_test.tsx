import { equal, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Copy } from "./Copy.tsx";

Deno.test("Copy shows the text as text, with one button", () => {
  const html = renderToString(<Copy text={`deno task eval "<b>"`} />);
  match(html, /<code class="bytes">deno task eval &quot;&lt;b>&quot;<\/code>/);
  equal(html.match(/<button /g)?.length, 1);
});
