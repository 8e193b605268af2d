import { deepEqual, equal, throws } from "node:assert/strict";
import { TaskArguments } from "./arguments.ts";

const accepted = { numbers: ["seconds"], flags: ["json"] };

Deno.test("TaskArguments() gives numbers and flags, and knows --help", () => {
  const args = new TaskArguments(["--json", "--seconds", "8"], accepted);
  deepEqual([args.has("json"), args.has("help"), args.number("seconds", 3)], [true, false, 8]);
  equal(new TaskArguments([], accepted).number("seconds", 3), 3);
  equal(new TaskArguments(["--help"], accepted).has("help"), true);
});

Deno.test("TaskArguments() names what it does not take", () => {
  throws(() => new TaskArguments(["--fast"], accepted), /--fast/);
  throws(() => new TaskArguments(["--seconds"], accepted), /--seconds/);
  const wrong = ["0", "-1", "1.5", "many"];
  for (const value of wrong) {
    throws(() => new TaskArguments([`--seconds=${value}`], accepted).number("seconds", 3), /--seconds needs a whole/);
  }
  equal(wrong.length, 4);
});
