/**
 * `setup: algorithm=fixed-window, clientAccounts=50`: the settings that a lesson starts from.
 * @module
 */
import { AttackError, oneOf } from "./front_matter.ts";
import type { Setup } from "./types.ts";

const ALGORITHMS = ["sliding-log", "gcra", "fixed-window"] as const;

/** Parses the value of the key `setup`; nothing where it is missing. */
export function parseSetup(file: string, value: string | undefined): Setup {
  let setup: Setup = {};
  for (const pair of value?.split(", ") ?? []) {
    const [key = "", text = ""] = pair.split("=");
    if (key === "algorithm") setup = { ...setup, algorithm: oneOf(file, "algorithm", text, ALGORITHMS) };
    else if (key === "clientAccounts" && /^[1-9]\d?$/.test(text)) setup = { ...setup, clientAccounts: Number(text) };
    else throw new AttackError(file, `unknown setup '${pair}'`);
  }
  return setup;
}
