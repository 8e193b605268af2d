import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Hello } from "./Hello.tsx";
import { STOPS } from "./stops.ts";
import { Tour } from "./Tour.tsx";

Deno.test("Hello offers the tour, a lesson, and neither", () => {
  const html = renderToString(<Hello />);
  assert.match(html, /Take the tour/);
  assert.match(html, /href="\/learn\/sql-login"/);
  assert.match(html, /No, thanks/);
});

Deno.test("Tour begins at its first stop and has a way on and out", () => {
  const html = renderToString(<Tour onEnd={() => {}} />);
  assert.match(html, new RegExp(`${STOPS[0]!.title}.*1/${STOPS.length}`));
  assert.match(html, /Next/);
  assert.match(html, /End/);
  assert.equal(STOPS.length, 7);
});
