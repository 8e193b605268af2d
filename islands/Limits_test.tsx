import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { DEFAULT_LOGIN } from "../guard/login/types.ts";
import { Limits } from "./Limits.tsx";
import { settingsWith } from "./testing.ts";

Deno.test("Limits shows every limit of the room, times in seconds", () => {
  const html = renderToString(
    <Limits start={settingsWith({ rateLimit: "off", policies: { costly: 100 }, login: DEFAULT_LOGIN })} />,
  );
  assert.match(html, /name="rateLimit"[^>]*placeholder="off" value(=""|\/)/);
  assert.match(html, /name="policies.costly"[^>]*value="100"/);
  assert.match(html, /name="login.banMs"[^>]*value="600"/);
  for (const name of Object.keys(DEFAULT_LOGIN)) assert.ok(html.includes(`name="login.${name}"`), name);
  assert.equal(Object.keys(DEFAULT_LOGIN).length, 13);
});
