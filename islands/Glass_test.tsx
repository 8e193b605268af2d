import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { browser, draft } from "./draft.ts";
import { judge, missing } from "./judging.ts";
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

Deno.test("Glass says what could not be loaded, and offers to try again", () => {
  const html = () => renderToString(<Glass />).replaceAll(/<[^>]*>/g, "");
  missing.value = "engine";
  const [withoutEngine, button] = [html(), renderToString(<Glass />)];
  judge.value = verdict;
  settings.value = settingsWith();
  browser.value = { host: "glass.test", origin: "http://glass.test", userAgent: "Browser/1", language: "en" };
  draft.value = { method: "GET", target: "/api/search?q=lamp", headers: [], body: "" };
  missing.value = "model";
  const withoutModel = html();
  missing.value = undefined;
  const whole = html();
  [settings.value, browser.value, draft.value, judge.value] = [undefined, undefined, undefined, undefined];
  assert.match(withoutEngine, /The engine could not be loaded/);
  assert.match(button, /<button[^>]*>try again/);
  assert.match(withoutModel, /judges by the rules alone. try again/);
  assert.doesNotMatch(whole, /could not be loaded/);
});
