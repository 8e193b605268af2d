import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { health, link } from "./feed.ts";
import { StreamState } from "./StreamState.tsx";

Deno.test("StreamState counts down when the stream is lost", () => {
  link.value = { state: "lost", seconds: 2 };
  const html = renderToString(<StreamState />);
  link.value = { state: "connecting" };
  assert.match(html, /stream lost, retrying in 2 s/);
});

Deno.test("StreamState says when the house is unwell", () => {
  health.value = { state: "degraded", reason: "disk full" };
  const html = renderToString(<StreamState />);
  health.value = { state: "ok" };
  assert.match(html, /degraded: .*disk full/);
});
