/**
 * `deno task evidence FILE.jsonl[.gz] [N]`: takes N blocked records at random (default 1,000, the same every time) and
 * checks that the marked bytes of every finding decode to the matched text.
 * @module
 */
import { examine } from "../../detectors/engine.ts";
import { Random } from "../corpus/traffic/random.ts";
import { evidenceError } from "./evidence.ts";
import { settingsAt } from "./judge.ts";
import { linesOf } from "./lines.ts";
import { parseRecord, toRequest } from "./record.ts";

/** A random order of the lines, kept as a reservoir that is larger than what is needed: not all are blocked. */
async function sampled(file: string, size: number): Promise<string[]> {
  const random = new Random(1);
  const kept: string[] = [];
  let seen = 0;
  const opened = await Deno.open(file);
  for await (const { text } of linesOf(opened.readable, file)) {
    seen++;
    if (kept.length < size) kept.push(text);
    else {
      const at = random.int(0, seen - 1);
      if (at < size) kept[at] = text;
    }
  }
  return kept;
}

if (import.meta.main) {
  const [file, count = "1000"] = Deno.args;
  if (file === undefined || !(Number(count) > 0)) {
    console.error("Cannot check evidence: deno task evidence FILE.jsonl[.gz] [N]");
    Deno.exit(2);
  }
  let records = 0;
  let findings = 0;
  let wrong = 0;
  for (const line of await sampled(file, Number(count) * 4)) {
    if (records === Number(count)) break;
    const record = parseRecord(line, file);
    const request = toRequest(record);
    const examination = examine(request, settingsAt(1));
    if (!examination.score.reached) continue;
    records++;
    for (const { rule, evidence } of examination.findings) {
      if (!evidence) continue;
      findings++;
      const error = evidenceError(request, examination, evidence);
      if (error === undefined) continue;
      wrong++;
      console.log(`${record.id} ${rule}: ${error}`);
    }
  }
  console.log(`${records} blocked records, ${findings} findings with evidence, ${wrong} wrong`);
  if (wrong > 0 || records < Number(count)) Deno.exitCode = 1;
}
