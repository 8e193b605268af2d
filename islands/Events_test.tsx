import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Events } from "./Events.tsx";
import { eventWith } from "./testing.ts";

Deno.test("Events shows hostile paths and sentences as text", () => {
  const hostile = eventWith({ path: "/<img src=x onerror=alert(1)>", client: "<i>", sentence: "</script>\u202e" });
  const html = renderToString(<Events start={[hostile]} />);
  assert.doesNotMatch(html, /<img|<i>|<\/script/);
  assert.match(html, /\\u202e/);
});

Deno.test("Events says when there is none, and what was only observed", () => {
  assert.match(renderToString(<Events start={[]} />), /No event yet/);
  assert.match(renderToString(<Events start={[eventWith({ action: "flag" })]} />), /would block/);
});
