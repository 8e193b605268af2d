import { equal, ok } from "node:assert/strict";
import { crash } from "./crash.ts";

Deno.test("no event that a client was told of is lost by a crash, and the chain stays whole", async () => {
  const { told, missing, chain, uncounted, overcounted } = await crash(2, 1_000);
  equal(missing, 0);
  equal(chain, "whole");
  equal(uncounted, 0);
  equal(overcounted, 0);
  ok(told >= 100, `only ${told} events`);
});
