/**
 * `deno task known`: writes the samples that the model page trains with besides the visitor's.
 * @module
 */
import { knownSamples, textOfKnown } from "./known.ts";

if (import.meta.main) {
  const known = knownSamples();
  await Deno.writeTextFile(new URL("../../routes/pages/model/known.json", import.meta.url), textOfKnown(known));
  console.log(`Wrote ${known.length} samples to routes/pages/model/known.json`);
}
