/**
 * `deno task bench:page [--rate N] [--seconds N] [--json]`: frames and long tasks of the page while it fires mixed
 * traffic, beside the same page at rest.
 * @module
 */
import { runTask, type TaskArguments } from "../arguments.ts";
import { closeBrowser } from "./chromium.ts";
import { noteFrames, readyScenario, thrownSoFar, watchFrames } from "./frames.ts";
import { inBrowser } from "./harness.ts";

const HELP = `deno task bench:page [--rate N] [--seconds N] [--json]

Frames and long tasks of the page in Chromium while it fires mixed traffic, beside the same page at rest.

  --rate N     requests a second (default 200)
  --seconds N  how long (default 10)
  --json       print JSON
  --help       this text`;

async function measure(args: TaskArguments): Promise<void> {
  const rate = args.number("rate", 200);
  const seconds = args.number("seconds", 10);
  await inBrowser(async ({ page }) => {
    const start = await readyScenario(page, rate, seconds);
    await noteFrames(page);
    const idle = await watchFrames(page, 2);
    const busy = await watchFrames(page, seconds, start);
    const thrown = await thrownSoFar(page);
    const load = Deno.loadavg()[0] ?? NaN;
    const report = { rate, seconds, cores: navigator.hardwareConcurrency, load, thrown, idle, busy };
    if (args.has("json")) return console.log(JSON.stringify(report, null, 2));
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

if (import.meta.main) await runTask(HELP, { numbers: ["rate", "seconds"], flags: ["json"] }, measure);
