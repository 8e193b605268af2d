/**
 * The command line of `deno task train`.
 * @module
 */

/** What `--help` prints. */
export const HELP = `deno task train --corpus FILE.jsonl[.gz] [--corpus FILE…] [options]
deno task train --small [options]

Trains the request model and writes detectors/anomaly/weights.bin. The same corpus and seed give the same bytes.

  --corpus FILE   labelled requests, one JSON object a line, as "deno task eval --help" says; may be given again
  --small         train on the small corpus of our own instead: seconds, to try and to test the training
  --seed N        seed of everything that is random (default 1)
  --date DATE     the date in the header (default: today)
  --traffic N     innocent requests of our own generator that are added to corpora (default 12000)
  --out FILE      where the weights go; with --small nothing is written without it
  --dropped FILE  write the records whose label a model trained without them contradicts, one a line
  --force         overwrite better weights
  --hidden N      compare the linear model with a network of N hidden units (1 to 64) on sources held out, instead
  --update        with --hidden: write detectors/anomaly/comparison.json, which the model page shows
  --help          this text

Only sources with a permissive licence, named in tests/train/sources.ts, are trained on; the others are left out.`;

/** What is printed where no corpus is named. */
export const NO_CORPUS =
  `No corpus given. The model learns from labelled HTTP requests, one JSON object a line (gzip is read too):

  {"id":"x-1","label":"attack","class":"sqli","source":"libinjection","q":"strong","carrier":"query","method":"GET",
   "path":"/api/items","query":"q=1%27%20or%20…","headers":{"Host":"app.example.test"}}

label: attack or benign; q: weak where the label is doubtful (left out); body or body64: what was sent.

Public data to bring into this form, each under its own licence:
  test cases of rule sets       OWASP Core Rule Set (Apache-2.0), libinjection (BSD-3-Clause)
  payload collections           PayloadsAllTheThings (MIT), FuzzDB (BSD-3-Clause, CC-BY), payloadbox (MIT)
  labelled HTTP traffic         CSIC 2010, HttpParamsDataset (MIT), ML-WAF data of Granqvist (MIT)
  innocent texts that look bad  Big List of Naughty Strings (MIT), documentation of open-source projects, access logs

A source is trained on when tests/train/sources.ts names its licence. Give innocent requests and attacks the same
carriers, or the model learns the carrier.

Or begin with the small corpus that ships, in seconds:  deno task train --small
All options:                                            deno task train --help`;

/** Weights that ship with the project. */
export const SHIPPED = "detectors/anomaly/weights.bin";

/** A command line that was understood. */
export interface TrainingOptions {
  readonly corpora: readonly string[];
  readonly small: boolean;
  readonly seed: number;
  readonly traffic: number;
  readonly date: string;
  /** Undefined: nothing is written. */
  readonly out?: string;
  readonly dropped?: string;
  readonly force: boolean;
  readonly hidden?: number;
  readonly update: boolean;
}

/** Reads the command line; throws a RangeError that says what is wrong with it. `today` is an ISO date. */
export function optionsOf(args: readonly string[], today: string): TrainingOptions {
  const values = new Map<string, string[]>();
  const flags = new Set<string>();
  for (let i = 0; i < args.length; i++) {
    const name = args[i]!;
    if (FLAGS.has(name)) {
      flags.add(name);
      continue;
    }
    if (!VALUES.has(name)) throw new RangeError(`unknown option ${name}; --help shows the options`);
    const value = args[++i];
    if (value === undefined) throw new RangeError(`${name} needs a value; --help shows the options`);
    values.set(name, [...values.get(name) ?? [], value]);
  }
  const last = (name: string): string | undefined => values.get(name)?.at(-1);
  const small = flags.has("--small");
  const corpora = values.get("--corpus") ?? [];
  if (small && corpora.length > 0) throw new RangeError("--small and --corpus exclude each other");
  const out = last("--out") ?? (small ? undefined : SHIPPED);
  const dropped = last("--dropped");
  const hidden = last("--hidden");
  return {
    corpora,
    small,
    seed: wholeNumber("--seed", last("--seed") ?? "1"),
    traffic: wholeNumber("--traffic", last("--traffic") ?? "12000"),
    date: last("--date") ?? today,
    force: flags.has("--force"),
    update: flags.has("--update"),
    ...(out === undefined ? {} : { out }),
    ...(dropped === undefined ? {} : { dropped }),
    ...(hidden === undefined ? {} : { hidden: wholeNumber("--hidden", hidden) }),
  };
}

const FLAGS = new Set(["--small", "--force", "--update"]);
const VALUES = new Set(["--corpus", "--seed", "--traffic", "--date", "--out", "--dropped", "--hidden"]);

function wholeNumber(name: string, value: string): number {
  const number = Number(value);
  if (value === "" || !Number.isSafeInteger(number) || number < 0) throw new RangeError(`${name} is a whole number`);
  return number;
}
