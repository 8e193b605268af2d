/**
 * The command line of `deno task eval`.
 * @module
 */
import type { Level } from "../../detectors/types.ts";

/** What was asked for. */
export interface EvalOptions {
  readonly files: readonly string[];
  readonly level: Level;
  readonly model: boolean;
  readonly weak: boolean;
  readonly json: boolean;
  readonly every: number;
  readonly verdicts?: string;
  readonly wrong?: string;
  /** Title under which the figures go into the checked-in baseline. */
  readonly baseline?: string;
}

/** Options, the wish for help, or what is wrong with the command line. */
export type ParsedOptions =
  | { readonly kind: "run"; readonly options: EvalOptions }
  | { readonly kind: "help" }
  | { readonly kind: "error"; readonly message: string };

export const HELP = `deno task eval [options] FILE.jsonl[.gz]…

Runs the engine, as the middleware does with its default settings, over labelled requests and says how many
attacks it blocks and how many innocent requests it breaks.

  --level N        rules up to this level count, 1 to 4 (default 1)
  --no-model       rules only
  --weak           count records with a doubtful label too
  --json           print one JSON object instead of tables; rates are percentages
  --verdicts OUT   write {"id","blocked","score","probability","rules"} per record, one a line
  --wrong OUT      write the missed attacks and the false alarms with their payload, one a line
  --every K        only each K-th record, for a quick look
  --baseline TITLE take the figures over into tests/baseline.json, which the accuracy page shows
  --help           this text

A record: {"id","label":"benign"|"attack","class","source","q":"strong"|"weak","carrier","method","path","query",
"headers","body"[,"body64"][,"payload"][,"why"]}; path and query as on the wire, body UTF-8, body64 for bytes.`;

const FLAGS = { "--no-model": "noModel", "--weak": "weak", "--json": "json" } as const;
const VALUES = {
  "--level": "level",
  "--verdicts": "verdicts",
  "--wrong": "wrong",
  "--every": "every",
  "--baseline": "baseline",
} as const;

/** Reads the command line; `--name value` and `--name=value` are the same. */
export function parseOptions(args: readonly string[]): ParsedOptions {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const files: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === "--help" || arg === "-h") return { kind: "help" };
    if (!arg.startsWith("-") || arg === "-") {
      files.push(arg);
      continue;
    }
    const equals = arg.indexOf("=");
    const name = equals < 0 ? arg : arg.slice(0, equals);
    if (isKey(FLAGS, name) && equals < 0) {
      flags.add(name);
    } else if (isKey(VALUES, name)) {
      const value = equals < 0 ? args[++i] : arg.slice(equals + 1);
      if (!value) return error(`${name} needs a value`);
      values.set(name, value);
    } else {
      return error(`unknown option ${arg}`);
    }
  }
  const level = levelOf(values.get("--level") ?? "1");
  if (level === undefined) return error("--level is 1, 2, 3 or 4");
  const every = Number(values.get("--every") ?? 1);
  if (!Number.isSafeInteger(every) || every < 1) return error("--every is a whole number from 1");
  if (files.length === 0) return error("no file given");
  const verdicts = values.get("--verdicts");
  const wrong = values.get("--wrong");
  const baseline = values.get("--baseline");
  if (baseline !== undefined && files.length !== 1) return error("--baseline takes one file");
  if (baseline !== undefined && every !== 1) return error("--baseline takes the whole file");
  return {
    kind: "run",
    options: {
      files,
      level,
      model: !flags.has("--no-model"),
      weak: flags.has("--weak"),
      json: flags.has("--json"),
      every,
      ...(verdicts === undefined ? {} : { verdicts }),
      ...(wrong === undefined ? {} : { wrong }),
      ...(baseline === undefined ? {} : { baseline }),
    },
  };
}

function levelOf(text: string): Level | undefined {
  return ([1, 2, 3, 4] as const).find((level) => String(level) === text);
}

function isKey<T extends object>(table: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(table, key);
}

function error(message: string): ParsedOptions {
  return { kind: "error", message };
}
