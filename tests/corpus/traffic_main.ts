/**
 * `deno task traffic [--seed N] [--count N]`: prints generated benign requests, one JSON record a line.
 * @module
 */
import { FIRST_TEST_SEED, traffic } from "./traffic.ts";

function numberAfter(name: string, fallback: number): number {
  const at = Deno.args.indexOf(name);
  if (at < 0) return fallback;
  const value = Number(Deno.args[at + 1]);
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`Cannot make traffic: ${name} needs a whole number`);
  }
  return value;
}

if (import.meta.main) {
  const encoder = new TextEncoder();
  for (const record of traffic(numberAfter("--seed", FIRST_TEST_SEED), numberAfter("--count", 3_000))) {
    const bytes = encoder.encode(`${JSON.stringify(record)}\n`);
    for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
  }
}
