/**
 * Arguments of `deno task attack`. A wrong one is a sentence, not a stack trace.
 * @module
 */
import { SCENARIOS } from "../../islands/scenario.ts";
import { KINDS } from "./plan.ts";

/** Where the requests come from; in the library `only` is one kind, or `mixed` for all of them. */
export type Source =
  | { readonly kind: "library"; readonly only: string }
  | { readonly kind: "scenario"; readonly id: string }
  | { readonly kind: "matrix" }
  | { readonly kind: "corpus"; readonly file: string };

/** What the command was asked to do. */
export interface Options {
  readonly target: URL;
  readonly seconds: number;
  readonly seed: number;
  /** Requests a second, on average. */
  readonly rate: number;
  readonly source: Source;
  readonly format: "table" | "json" | "html";
}

/** Why the command cannot run; the message is what the user reads. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What `--help` prints. */
export const HELP = `Throws a mix of attacks and ordinary traffic at a Glasshouse server, and counts what came through.

  deno task attack [URL] [options]

  URL               the server (default http://127.0.0.1:8000)
  --duration S      seconds to go on, 1 to 3600 (default 20)
  --kind NAME       ${KINDS.join(", ")} or mixed (default mixed)
  --scenario NAME   ${SCENARIOS.map(({ id }) => id).join(", ")}
  --matrix          four payloads by encoder by place, each once
  --corpus FILE     labelled requests, .jsonl or .jsonl.gz, in the format of deno task eval
  --rate N          requests a second on average, 1 to 500 (default 20)
  --seed N          the same number gives the same requests in the same order (default 1)
  --json            one JSON object on stdout instead of the table
  --html            a report as one HTML file on stdout
  --yes-i-own-it    allow a server that is not on this machine
  --help            this text

Attack a server only if it is yours. The library of attacks is in attacks/.`;

/** Reads the arguments; `help` where that is all that was wanted. */
export function parseOptions(args: readonly string[]): Options | "help" {
  const values = new Map<string, string>();
  let target: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === "--help" || arg === "-h") return "help";
    if (["--json", "--html", "--matrix", "--yes-i-own-it"].includes(arg)) values.set(arg, "yes");
    else if (["--duration", "--seed", "--rate", "--kind", "--scenario", "--corpus"].includes(arg)) {
      const value = args[++i];
      if (value === undefined) throw new UsageError(`${arg} needs a value`);
      values.set(arg, value);
    } else if (arg.startsWith("-")) throw new UsageError(`unknown option ${arg}; see --help`);
    else if (target !== undefined) throw new UsageError(`one URL is enough: ${arg}`);
    else target = arg;
  }
  return {
    target: parseTarget(target ?? "http://127.0.0.1:8000", values.has("--yes-i-own-it")),
    seconds: parseNumber("--duration", values.get("--duration") ?? "20", 1, 3_600),
    seed: parseNumber("--seed", values.get("--seed") ?? "1", 0, 2 ** 32 - 1),
    rate: parseNumber("--rate", values.get("--rate") ?? "20", 1, 500),
    source: parseSource(values),
    format: values.has("--html") ? "html" : values.has("--json") ? "json" : "table",
  };
}

function parseSource(values: ReadonlyMap<string, string>): Source {
  const [kind, scenario, file] = [values.get("--kind"), values.get("--scenario"), values.get("--corpus")];
  const asked = ["--kind", "--scenario", "--matrix", "--corpus"].filter((name) => values.has(name));
  if (asked.length > 1) throw new UsageError(`${asked.join(" and ")}: one of them is enough`);
  if (values.has("--matrix")) return { kind: "matrix" };
  if (file !== undefined) return { kind: "corpus", file };
  if (scenario !== undefined) {
    const ids = SCENARIOS.map(({ id }) => id);
    if (!ids.includes(scenario)) throw new UsageError(`--scenario ${scenario}: expected ${ids.join(", ")}`);
    return { kind: "scenario", id: scenario };
  }
  const only = kind ?? "mixed";
  if (only !== "mixed" && !KINDS.some((known) => known === only)) {
    throw new UsageError(`--kind ${only}: expected ${KINDS.join(", ")} or mixed`);
  }
  return { kind: "library", only };
}

function parseNumber(name: string, value: string, least: number, most: number): number {
  const number = /^\d{1,10}$/.test(value) ? Number(value) : NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`${name} ${value}: expected a whole number from ${least} to ${most}`);
}

function parseTarget(text: string, isOwner: boolean): URL {
  const target = URL.parse(text);
  if (target === null || !["http:", "https:"].includes(target.protocol)) {
    throw new UsageError(`${text}: expected an address such as http://127.0.0.1:8000`);
  }
  if (!isOwner && !isLoopback(target.hostname)) {
    throw new UsageError(`${target.host} is not on this machine; add --yes-i-own-it if the server is yours`);
  }
  return target;
}

/** True for addresses that never leave the machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
