/**
 * `deno task corpus [--update]`: lists the rows that are judged wrongly; `--update` takes the counts over as baseline.
 * @module
 */
import { runTask } from "../arguments.ts";
import { readBaseline, writeBaseline } from "../baseline.ts";
import { readSamples, regressions, runSamples, runTraffic } from "./run.ts";

const HELP = `deno task corpus [--update]

Judges our own samples and the generated traffic, and lists what is judged wrongly.

  --update  take the counts over into tests/baseline.json
  --help    this text`;

if (import.meta.main) {
  await runTask(HELP, { flags: ["update"] }, async (args) => {
    const { files, wrong } = runSamples(await readSamples(new URL(".", import.meta.url)));
    for (const { file, row, score, rules } of wrong) console.log(`${file}\t${score}\t${rules.join(" ")}\t${row}`);
    const counts = Object.values(files);
    const rows = counts.reduce((sum, count) => sum + count.rows, 0);
    console.log(`${counts.length} files, ${rows} rows, ${wrong.length} judged wrongly`);
    const { wrong: blocked, ...traffic } = runTraffic();
    for (const { file, row, score, rules } of blocked) {
      console.log(`traffic ${file}\t${score}\t${rules.join(" ")}\t${row}`);
    }
    console.log(`${traffic.rows} generated requests, ${blocked.length} blocked`);
    const baseline = await readBaseline();
    if (args.has("update")) {
      await writeBaseline({ ...baseline, corpus: files, traffic });
    } else {
      const worse = [
        ...regressions(files, baseline.corpus),
        ...regressions({ traffic }, { traffic: baseline.traffic }),
      ];
      for (const error of worse) console.error(`Worse: ${error}`);
    }
  });
}
