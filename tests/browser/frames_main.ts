/**
 * `deno task bench:page [--rate N] [--seconds N] [--json]`: frames and long tasks of the page while it fires mixed
 * traffic, beside the same page at rest.
 * @module
 */
import { closeBrowser } from "./chromium.ts";
import { noteFrames, readyScenario, thrownSoFar, watchFrames } from "./frames.ts";
import { inBrowser } from "./harness.ts";

function numberAfter(name: string, fallback: number): number {
  const at = Deno.args.indexOf(name);
  const value = at < 0 ? fallback : Number(Deno.args[at + 1]);
  if (!(value > 0)) throw new RangeError(`Cannot measure: ${name} needs a number above 0`);
  return value;
}

if (import.meta.main) {
  const rate = numberAfter("--rate", 200);
  const seconds = numberAfter("--seconds", 10);
  await inBrowser(async ({ page }) => {
    const start = await readyScenario(page, rate, seconds);
    await noteFrames(page);
    const idle = await watchFrames(page, 2);
    const busy = await watchFrames(page, seconds, start);
    const thrown = await thrownSoFar(page);
    const load = Deno.loadavg()[0] ?? NaN;
    const report = { rate, seconds, cores: navigator.hardwareConcurrency, load, thrown, idle, busy };
    if (Deno.args.includes("--json")) return console.log(JSON.stringify(report, null, 2));
    const number = (value: number) => value.toFixed(1);
    console.log(`${thrown} of ${rate * seconds} requests answered in ${seconds} s; load average ${number(load)}`);
    for (const [name, frames] of [["at rest", idle], ["firing", busy]] as const) {
      console.log(
        `${name.padEnd(8)} ${number(frames.rate)} frames/s, 95 % within ${number(frames.p95)} ms; ` +
          `main thread ${number(frames.cpuShare * 100)} %, longest task ${number(frames.longestCpu)} ms of CPU, ` +
          `${frames.longTasks.length} over 50 ms by the clock`,
      );
    }
  }, { light: "full" });
  await closeBrowser();
}
