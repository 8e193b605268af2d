import assert from "node:assert/strict";
import { nextTheme } from "./theme.ts";

Deno.test("nextTheme() goes round", () => {
  assert.deepEqual((["system", "light", "dark"] as const).map(nextTheme), ["light", "dark", "system"]);
});
