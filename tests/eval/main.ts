/**
 * `deno task eval`: how many attacks the engine blocks, and how many innocent requests, over labelled records.
 * @module
 */
import { type Model, readWeights } from "../../detectors/anomaly/weights.ts";
import { takeOver } from "./take_over.ts";
import { linesOf } from "./lines.ts";
import { type EvalOptions, HELP, parseOptions } from "./options.ts";
import { Progress } from "./progress.ts";
import { reportOf, textOf } from "./report.ts";
import { type Corpus, type EvalListener, evaluate } from "./run.ts";

/** Runs the command line and returns the exit code: 0, 1 for broken data, 2 for a wrong command line. */
async function main(args: readonly string[]): Promise<number> {
  const parsed = parseOptions(args);
  if (parsed.kind === "help") {
    console.log(HELP);
    return 0;
  }
  if (parsed.kind === "error") {
    console.error(`Cannot evaluate: ${parsed.message}. --help shows the options.`);
    return 2;
  }
  try {
    await run(parsed.options);
    return 0;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError || isFileError(error))) throw error;
    console.error(`Cannot evaluate: ${error.message}`);
    return 1;
  }
}

async function run(options: EvalOptions): Promise<void> {
  let totalBytes = 0;
  for (const file of options.files) totalBytes += (await Deno.stat(file)).size;
  const progress = new Progress(screenOf(Deno.stderr), totalBytes);
  const verdicts = options.verdicts === undefined ? undefined : new LineWriter(options.verdicts);
  const wrong = options.wrong === undefined ? undefined : new LineWriter(options.wrong);
  const judged: EvalListener["judged"] = (record, { blocked, score, probability, rules }) => {
    verdicts?.write({ id: record.id, blocked, score, probability, rules });
    if (blocked === (record.label === "attack") || (record.q === "weak" && !options.weak)) return;
    const { id, label, source, carrier, method, path, query, body, payload } = record;
    wrong?.write({ id, label, class: record.class, source, carrier, score, rules, payload, method, path, query, body });
  };
  try {
    const result = await evaluate(options.files.map(corpusOf), {
      ...options,
      model: options.model ? await shippedModel() : undefined,
    }, {
      progress: (bytes, records) => progress.update(bytes, records),
      ...(verdicts || wrong ? { judged } : {}),
    });
    progress.finish();
    const { tally, weak, failed } = result;
    for (const [detector, times] of failed) console.error(`Detector ${detector} threw ${times} times`);
    if (options.baseline !== undefined) await takeOver(options.baseline, options.files[0] ?? "", options, result);
    if (options.json) return console.log(JSON.stringify(reportOf(tally)));
    const left = weak > 0 ? `, ${weak.toLocaleString("en-US")} with a doubtful label left out` : "";
    const model = options.model ? "" : ", without the model";
    console.log(`${options.files.map(baseName).join(", ")} at level ${options.level}${model}${left}\n`);
    console.log(textOf(tally));
  } finally {
    verdicts?.close();
    wrong?.close();
  }
}

/** The weights that the middleware uses. */
async function shippedModel(): Promise<Model> {
  return readWeights(await Deno.readFile(new URL("../../detectors/anomaly/weights.bin", import.meta.url)));
}

function corpusOf(file: string): Corpus {
  return {
    name: file,
    async *lines() {
      const opened = await Deno.open(file);
      yield* linesOf(opened.readable, file);
    },
  };
}

/** Writes JSON lines through a buffer, synchronously, so that order is the order of the records. */
class LineWriter {
  readonly #file: Deno.FsFile;
  readonly #encoder = new TextEncoder();
  #lines: string[] = [];

  constructor(path: string) {
    this.#file = Deno.openSync(path, { write: true, create: true, truncate: true });
  }

  write(value: unknown): void {
    this.#lines.push(JSON.stringify(value));
    if (this.#lines.length >= 1000) this.#flush();
  }

  close(): void {
    this.#flush();
    this.#file.close();
  }

  #flush(): void {
    const bytes = this.#encoder.encode(this.#lines.map((line) => `${line}\n`).join(""));
    this.#lines = [];
    for (let at = 0; at < bytes.length;) at += this.#file.writeSync(bytes.subarray(at));
  }
}

function screenOf(stream: typeof Deno.stderr) {
  const encoder = new TextEncoder();
  return { isTerminal: stream.isTerminal(), write: (text: string) => void stream.writeSync(encoder.encode(text)) };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function isFileError(error: unknown): error is Error {
  const { NotFound, PermissionDenied, IsADirectory, NotCapable } = Deno.errors;
  return [NotFound, PermissionDenied, IsADirectory, NotCapable].some((kind) => error instanceof kind);
}

if (import.meta.main) Deno.exitCode = await main(Deno.args);
