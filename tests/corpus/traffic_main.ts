/**
 * `deno task traffic [--seed N] [--count N]`: prints generated benign requests, one JSON record a line.
 * @module
 */
import { runTask } from "../arguments.ts";
import { FIRST_TEST_SEED, traffic } from "./traffic.ts";

const HELP = `deno task traffic [--seed N] [--count N]

Prints generated innocent requests of modern APIs, one JSON record a line, as \`deno task eval\` reads them.

  --seed N   below ${FIRST_TEST_SEED}: traffic for training; from there on: for tests (default ${FIRST_TEST_SEED})
  --count N  requests (default 3000)
  --help     this text`;

if (import.meta.main) {
  await runTask(HELP, { numbers: ["seed", "count"] }, (args) => {
    const encoder = new TextEncoder();
    for (const record of traffic(args.number("seed", FIRST_TEST_SEED), args.number("count", 3_000))) {
      const bytes = encoder.encode(`${JSON.stringify(record)}\n`);
      for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
    }
  });
}
