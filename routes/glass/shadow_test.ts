import assert from "node:assert/strict";
import { withApp } from "../testing.ts";

Deno.test("/glass/shadow tells what a blocked request would have done, and leaves no trace", async () => {
  await withApp(async ({ fetch, store }) => {
    const shadow = (body: unknown) =>
      fetch("/glass/shadow", {
        method: "POST",
        headers: { "sec-fetch-site": "same-origin" },
        body: JSON.stringify(body),
      });
    const union = `/api/search?q=${encodeURIComponent("' UNION SELECT id, email, password, role FROM users--")}`;
    const leak = await (await shadow({ method: "GET", target: union })).json();
    assert.equal(leak.status, 200);
    assert.equal(leak.body.effect.harmful, true);
    const drop = `/api/search?q=${encodeURIComponent("'; DROP TABLE notes; --")}`;
    assert.equal((await (await shadow({ method: "GET", target: drop })).json()).body.effect.harmful, true);
    assert.equal((await fetch("/api/data")).status, 200);
    const login = {
      method: "POST",
      target: "/api/login",
      headers: [["content-type", "application/json"]],
      body: JSON.stringify({ username: "admin'--", password: "x" }),
    };
    assert.equal((await (await shadow(login)).json()).body.user.name, "admin");
    assert.equal(store.stats.totals("main").total, 1);
    const wrong = [{}, [], { method: "GET", target: "http://evil.test/" }, {
      method: "GET",
      target: "/x",
      headers: [1],
    }];
    for (const body of wrong) assert.equal((await shadow(body)).status, 400, JSON.stringify(body));
    for (const target of ["/glass/reset", "//evil.test/api/x", "/api/../glass/settings"]) {
      assert.equal((await shadow({ method: "GET", target })).status, 404, target);
    }
    assert.equal((await shadow({ method: "BAD METHOD", target: "/api/users" })).status, 400);
  });
});
