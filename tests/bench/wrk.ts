/**
 * `deno task bench --app [--seconds N] [--rounds N]`: requests a second of bare Hono, of the guard, and of the guard with
 * limiter, counts and events in a database file, under wrk with 32 connections, in turns. Ratios are taken within a
 * round, since a shared machine is faster at one minute than at the next. Each round is driven twice: as hard as it goes,
 * where a slower server makes all 32 wait for each other, and at an even pace, where a request waits for itself alone.
 * @module
 */
import { LOADS } from "./loads.ts";
import { Target } from "./target.ts";

/** What wrk said, and what the server used meanwhile. */
export interface WrkRound {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuUs: number;
  readonly rssMegabytes: number;
}

const NAMES = ["bare", "guarded", "stored"] as const;

/** The more code there is, the longer it takes until all of it is compiled. */
const WARM_UP_SECONDS = 6;

/** Every connection rests for 5 to 15 ms between two requests: some 3,000 a second. */
const PACE = "function delay() return math.random(5, 15) end";

/** Runs wrk against a target for some seconds; with a script where one is given. */
export async function wrkRound(target: Target, path: string, seconds: number, script?: string): Promise<WrkRound> {
  const before = await target.usage();
  const args = ["-c32", "-t1", `-d${seconds}`, "--latency", ...headerArgs(), ...(script ? ["-s", script] : [])];
  args.push(`${target.url}${path}`);
  const { stdout } = await new Deno.Command("wrk", { args, stderr: "inherit" }).output();
  const after = await target.usage();
  const said = parseWrk(new TextDecoder().decode(stdout));
  return {
    requestsPerSecond: said.requestsPerSecond,
    p50Ms: said.p50Ms,
    p99Ms: said.p99Ms,
    cpuUs: (after.cpuUs - before.cpuUs) / said.requests,
    rssMegabytes: after.rssBytes / 1e6,
  };
}

/** Reads what wrk prints. */
export function parseWrk(text: string) {
  const numberOf = (pattern: RegExp) => {
    const [, digits, unit = ""] = pattern.exec(text) ?? [];
    if (digits === undefined) throw new Error(`Cannot read wrk's answer: ${text.slice(0, 200)}`);
    return Number(digits) * ({ us: 0.001, ms: 1, s: 1_000 }[unit] ?? 1);
  };
  return {
    requests: numberOf(/(\d+) requests in/),
    requestsPerSecond: numberOf(/Requests\/sec:\s+([\d.]+)/),
    p50Ms: numberOf(/50%\s+([\d.]+)(us|ms|s)/),
    p99Ms: numberOf(/99%\s+([\d.]+)(us|ms|s)/),
  };
}

/** Measures; the text is for people. */
export async function benchApp(seconds: number, rounds: number): Promise<string> {
  const folder = await Deno.makeTempDir();
  const targets: Target[] = [];
  const lines = [`${new Date().toISOString().slice(0, 16)}Z, wrk -c32 -t1, short GET`, row(HEAD)];
  try {
    for (const name of NAMES) targets.push(await Target.start(name, name === "stored" ? `${folder}/kv` : undefined));
    const { path, query } = LOADS[0]!.request;
    await Deno.writeTextFile(`${folder}/pace.lua`, PACE);
    for (const target of targets) await wrkRound(target, `${path}?${query}`, WARM_UP_SECONDS);
    for (let round = 0; round < rounds; round++) {
      for (const script of [undefined, `${folder}/pace.lua`]) {
        const results: WrkRound[] = [];
        for (const target of targets) results.push(await wrkRound(target, `${path}?${query}`, seconds, script));
        const bare = results[0]!;
        const suffix = script ? ", paced" : "";
        for (const [i, result] of results.entries()) lines.push(row(cellsOf(`${NAMES[i]}${suffix}`, result, bare)));
      }
    }
  } finally {
    for (const target of targets) await target.stop();
    await Deno.remove(folder, { recursive: true });
  }
  return lines.join("\n");
}

const HEAD = ["", "requests/s", "ratio", "p50 ms", "p99 ms", "p99 added", "CPU us", "RSS MB"];

function cellsOf(name: string, round: WrkRound, bare: WrkRound): string[] {
  return [
    name,
    round.requestsPerSecond.toFixed(0),
    (round.requestsPerSecond / bare.requestsPerSecond).toFixed(2),
    round.p50Ms.toFixed(2),
    round.p99Ms.toFixed(2),
    (round.p99Ms - bare.p99Ms).toFixed(2),
    round.cpuUs.toFixed(1),
    round.rssMegabytes.toFixed(0),
  ];
}

function row(cells: readonly string[]): string {
  return cells.map((cell, i) => i === 0 ? cell.padEnd(15) : cell.padStart(11)).join("");
}

function headerArgs(): string[] {
  return LOADS[0]!.request.headers.flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
}
