import { equal, ok } from "node:assert/strict";
import { crash } from "./crash.ts";

Deno.test("no event that a client was told of is lost by a crash, and the chain stays whole", async () => {
  const { told, missing, chain, overcounted } = await crash(2, 1_000);
  equal(missing, 0);
  equal(chain, "whole");
  equal(overcounted, 0);
  // How many a starved machine manages in two seconds is not what is tested.
  ok(told >= 20, `only ${told} events`);
});
