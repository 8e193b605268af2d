import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { browser, draft, judge } from "./draft.ts";
import { settings } from "./feed.ts";
import { Glass } from "./Glass.tsx";
import { settingsWith } from "./testing.ts";
import * as verdict from "./verdict.ts";

Deno.test("Glass waits for a request", () => {
  assert.match(renderToString(<Glass />), /Type a request/);
});

Deno.test("Glass judges the draft and marks the escapes as they were sent", () => {
  judge.value = verdict;
  settings.value = settingsWith();
  browser.value = { host: "glass.test", origin: "http://glass.test", userAgent: "Browser/1", language: "en" };
  draft.value = { method: "GET", target: "/api/search?q=%27%20UNION%20SELECT%201--", headers: [], body: "" };
  const html = renderToString(<Glass />);
  [settings.value, browser.value, draft.value, judge.value] = [undefined, undefined, undefined, undefined];
  assert.match(html, /Blocked because/);
  assert.match(html, /<mark class="hit"[^>]*><bdi>[^<]*%20/);
  assert.match(html, /sqli\./);
  assert.doesNotMatch(html, / style=/);
});
