/**
 * `deno task bench [--json] [--seconds N] [--rounds N]`: what the engine costs in process, and what the guard adds to a
 * server. Servers run in processes of their own, in turns, and the least of the rounds counts.
 * @module
 */
import { cpus } from "node:os";
import config from "../../deno.json" with { type: "json" };
import { runTask, type TaskArguments } from "../arguments.ts";
import { benchAttacks } from "./attacks.ts";
import { type EngineTimes, engineTimes } from "./engine.ts";
import { LOADS, wireBytes } from "./loads.ts";
import { MODEL_LOADS, modelTimes } from "./model.ts";
import { type ProfileTimes, profileTimes } from "./profile.ts";
import { type Round, Target } from "./target.ts";
import { benchSoak } from "./soak.ts";
import { benchStreams } from "./streams.ts";
import { benchApp } from "./wrk.ts";

interface ServerFigures {
  /** Processor microseconds a request, least of the rounds. */
  readonly cpuUs: number;
  readonly requestsPerSecond: number;
  readonly p95Us: number;
  readonly rssMegabytes: number;
}

interface LoadFigures {
  readonly load: string;
  readonly bodyBytes: number;
  readonly engine: EngineTimes;
  readonly profile: ProfileTimes;
  readonly bare: ServerFigures;
  readonly guarded: ServerFigures;
  /** CPU a request of the guarded server over that of the bare one. */
  readonly ratio: number;
}

interface BenchReport {
  readonly date: string;
  readonly machine: string;
  readonly cores: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly rounds: number;
  readonly loads: readonly LoadFigures[];
  /** The model alone, on requests that were taken apart. */
  readonly model: readonly { readonly load: string; readonly times: EngineTimes }[];
}

function figuresOf(rounds: readonly Round[]): ServerFigures {
  return {
    cpuUs: Math.min(...rounds.map(({ cpuUs, requests }) => cpuUs / requests)),
    requestsPerSecond: Math.max(...rounds.map(({ requests, seconds }) => requests / seconds)),
    p95Us: Math.min(...rounds.map(({ p95Us }) => p95Us)),
    rssMegabytes: Math.max(...rounds.map(({ rssBytes }) => rssBytes)) / 1e6,
  };
}

async function bench(milliseconds: number, rounds: number): Promise<BenchReport> {
  const engine = LOADS.map(({ request }) => engineTimes(request, milliseconds));
  const model = await modelTimes(milliseconds);
  const profile = LOADS.map(({ request }) => profileTimes(request, milliseconds));
  const bare = await Target.start("bare");
  const guarded = await Target.start("guarded");
  const measured = new Map<string, Round[]>();
  try {
    // Round 0 warms up and does not count.
    for (let round = 0; round <= rounds; round++) {
      for (const { name, request } of LOADS) {
        const bytes = wireBytes(request);
        for (const target of [bare, guarded]) {
          const result = await target.load(bytes, milliseconds);
          const key = `${target.name} ${name}`;
          if (round > 0) measured.set(key, [...measured.get(key) ?? [], result]);
        }
      }
    }
  } finally {
    await bare.stop();
    await guarded.stop();
  }
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: cpus()[0]?.model ?? "unknown",
    cores: navigator.hardwareConcurrency,
    versions: { deno: Deno.version.deno, v8: Deno.version.v8, hono: config.imports.hono.replace("npm:hono@", "") },
    rounds,
    model,
    loads: LOADS.map(({ name, request }, i) => {
      const bareFigures = figuresOf(measured.get(`bare ${name}`) ?? []);
      const guardedFigures = figuresOf(measured.get(`guarded ${name}`) ?? []);
      return {
        load: name,
        bodyBytes: request.body?.length ?? 0,
        engine: engine[i]!,
        profile: profile[i]!,
        bare: bareFigures,
        guarded: guardedFigures,
        ratio: guardedFigures.cpuUs / bareFigures.cpuUs,
      };
    }),
  };
}

function textOf({ date, machine, cores, versions, rounds, loads, model }: BenchReport): string {
  const number = (value: number) => value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en-US");
  const row = (cells: readonly string[]) =>
    cells.map((cell, i) => i === 0 ? cell.padEnd(11) : cell.padStart(12)).join("");
  return [
    `${date}, ${machine}, ${cores} cores; Deno ${versions.deno}, V8 ${versions.v8}, Hono ${versions.hono}`,
    "",
    "Engine in process, microseconds a request",
    row(["", "median", "p99", "budget"]),
    ...loads.map(({ load, engine }, i) =>
      row([load, number(engine.median), number(engine.p99), number(LOADS[i]!.budgetUs)])
    ),
    "",
    "Model alone in process, microseconds a request",
    row(["", "median", "p99", "budget"]),
    ...model.map(({ load, times }, i) =>
      row([load, number(times.median), number(times.p99), number(MODEL_LOADS[i]!.budgetUs)])
    ),
    "",
    "Profiles in process, microseconds a request (median)",
    row(["", "compare", "learn"]),
    ...loads.map(({ load, profile }) => row([load, number(profile.compare), number(profile.learn)])),
    "",
    `Server, CPU microseconds a request (least of ${rounds} rounds, taken in turns)`,
    row(["", "bare Hono", "guarded", "added", "ratio"]),
    ...loads.map(({ load, bare, guarded, ratio }) =>
      row([load, number(bare.cpuUs), number(guarded.cpuUs), number(guarded.cpuUs - bare.cpuUs), `${ratio.toFixed(1)}×`])
    ),
    "",
    "Guarded server",
    row(["", "requests/s", "p95 ms", "RSS MB"]),
    ...loads.map(({ load, guarded }) =>
      row([load, number(guarded.requestsPerSecond), (guarded.p95Us / 1000).toFixed(2), number(guarded.rssMegabytes)])
    ),
  ].join("\n");
}

const HELP = `deno task bench [--json] [--seconds N] [--rounds N]
deno task bench --app | --attacks | --streams N | --soak N [--seconds N] [--rounds N]

What the engine costs in this process, and what the guard adds to a server beside bare Hono.

  --app        bare, guarded, and guarded with everything under wrk
  --attacks    nothing but attacks, and the events in the log afterwards
  --streams N  N live streams at 50 events a second
  --soak N     memory after N requests
  --seconds N  how long each part takes
  --rounds N   rounds, of which the best counts
  --json       print JSON, where nothing else is asked for
  --help       this text`;

async function engineAndGuard(args: TaskArguments): Promise<string> {
  const report = await bench(args.number("seconds", 1) * 1000, args.number("rounds", 3));
  return args.has("json") ? JSON.stringify(report, null, 2) : textOf(report);
}

async function chosen(args: TaskArguments): Promise<string> {
  if (args.has("streams")) return await benchStreams(args.number("streams", 1_000), args.number("seconds", 10));
  if (args.has("soak")) return await benchSoak(args.number("soak", 1_000_000), args.number("seconds", 290));
  if (args.has("attacks")) return await benchAttacks(args.number("seconds", 5), args.number("rounds", 3));
  if (args.has("app")) return await benchApp(args.number("seconds", 5), args.number("rounds", 3));
  return await engineAndGuard(args);
}

if (import.meta.main) {
  const accepted = { numbers: ["seconds", "rounds", "streams", "soak"], flags: ["json", "app", "attacks"] };
  await runTask(HELP, accepted, async (args) => console.log(await chosen(args)));
}
