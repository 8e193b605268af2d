import { deepEqual, equal } from "node:assert/strict";
import { FakeTime } from "@std/testing/time";
import { Deadline } from "./deadline.ts";

Deno.test("Deadline() passes on what comes in time, and rejects each of the others at its own time", async () => {
  using time = new FakeTime();
  const deadline = new Deadline(1_000, Date.now);
  const said: string[] = [];
  const watch = (name: string, promise: Promise<string>) =>
    void deadline.within(promise).then(
      (value) => said.push(`${name} ${value}`),
      ({ message }) => said.push(`${name} ${message}`),
    );
  const never = new Promise<string>(() => {});
  watch("quick", Promise.resolve("done"));
  watch("broken", Promise.reject(new Error("full")));
  watch("slow", never);
  watch("in time", new Promise((resolve) => setTimeout(() => resolve("done"), 900)));
  await time.tickAsync(500);
  watch("later", never);
  await time.tickAsync(499);
  deepEqual(said, ["quick done", "broken full", "in time done"]);
  await time.tickAsync(2);
  deepEqual(said.slice(3), ["slow too slow"]);
  await time.tickAsync(497);
  equal(said.length, 4);
  await time.tickAsync(3);
  deepEqual(said.slice(4), ["later too slow"]);
});
