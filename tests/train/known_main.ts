/**
 * `deno task known`: writes the samples that the model page trains with besides the visitor's.
 * @module
 */
import { runTask } from "../arguments.ts";
import { knownSamples, textOfKnown } from "./known.ts";

const FILE = "routes/pages/model/known.json";

const HELP = `deno task known

Writes ${FILE}: the samples of our own corpus and traffic
with which the model page trains, besides what a visitor
teaches. Takes no options.`;

if (import.meta.main) {
  await runTask(HELP, {}, async () => {
    const known = knownSamples();
    await Deno.writeTextFile(new URL(`../../${FILE}`, import.meta.url), textOfKnown(known));
    console.log(`Wrote ${known.length} samples to ${FILE}`);
  });
}
