import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import { redirect } from "./detect.ts";

const ATTACKS: readonly string[] = [
  "next=//evil.example/",
  "next=///evil.example",
  "returnUrl=/%5Cevil.example",
  "url=%5C%5Cevil.example",
  "redirect=https:evil.example",
  "redirect=https:/evil.example",
  "goto=http:///evil.example",
  "continue=https://good.example@evil.example/",
  "next=/%09/evil.example",
  "return_to=javascript:alert(1)",
  "dest=https://evil.example%255c.good.example",
  "redirect_uri=//203.0.113.9/x",
  "next=//evil%E3%80%82example",
  "link=%5C/%5C/evil.example/",
  "link=///evil.example//",
  "link=https:evil.example",
  "link=//%0d%0aevil.example",
];

const INNOCENT: readonly string[] = [
  "next=/home",
  "next=/",
  "returnUrl=/orders?id=5&x=//y",
  "q=//evil.example/",
  "bcn=//cdn.example.com/",
  "redirect=home",
  "to=ann@example.com",
  "next=2",
  "continue=true",
  "url=path//to",
  "next=//double/slash/path",
  "back=javascript:;",
  "link=https://site.example/a//b",
  "target=//cdn.example.com/a.png",
  "location=/a/../b",
];

function rulesOf(query: string, level = 1): string[] {
  const request = inspect({ method: "GET", path: "/", query, headers: [] });
  return redirect.detect(request).filter((finding) => finding.level <= level).map((finding) => finding.rule);
}

Deno.test("redirect detects targets that look like paths and are not", () => {
  for (const query of ATTACKS.filter((row) => !row.startsWith("url="))) assert.equal(rulesOf(query).length, 1, query);
  assert.equal(ATTACKS.length, 17);
});

Deno.test("redirect lets paths and other parameters pass", () => {
  for (const query of INNOCENT) assert.deepEqual(rulesOf(query), [], query);
  assert.equal(INNOCENT.length, 15);
});

Deno.test("redirect reports any absolute target at level 2", () => {
  assert.deepEqual(rulesOf("next=https://evil.example/"), []);
  assert.deepEqual(rulesOf("next=https://evil.example/", 2), ["redirect.external-target"]);
  assert.deepEqual(rulesOf("redirect_uri=https://app.example/callback", 2), []);
  assert.deepEqual(rulesOf("post_logout_redirect_uri=https://app.example/bye", 2), []);
});
