/**
 * Where the requests of a run come from: the library mixed as in life, a scenario of the page, the matrix, or a corpus.
 * @module
 */
import type { Attack, HttpRequest } from "../../attacks/types.ts";
import { cellsOf } from "../../islands/matrix.ts";
import type { Draft } from "../../islands/request.ts";
import { dueAfter, type Scenario, SCENARIOS, seeded } from "../../islands/scenario.ts";
import { linesOf } from "../eval/lines.ts";
import { type EvalRecord, parseRecord } from "../eval/record.ts";
import { type Options, UsageError } from "./options.ts";
import { planOf, type Shot } from "./plan.ts";

/** What is thrown, in order, and how much of it is due after some seconds. */
export interface Plan {
  readonly shots: readonly Shot[];
  readonly due: (seconds: number) => number;
}

/** Payloads of the matrix: one of each kind that everyone knows. */
const PAYLOADS = [
  "' OR '1'='1",
  "' UNION SELECT email FROM users--",
  "<img src=x onerror=alert(1)>",
  "../../etc/passwd",
];

/** Requests that one played client throws, so that its quota is not what decides. */
const PER_CLIENT = 50;

/** Headers of a record that the connection of today writes itself. */
const OWN_HEADERS = /^(host|content-length|connection|transfer-encoding|expect)$/i;

/** The plan of a run. */
export async function planFor(attacks: readonly Attack[], options: Options): Promise<Plan> {
  const { source, rate, seconds, seed } = options;
  const count = rate * seconds;
  const steady = (shots: readonly Shot[]): Plan => ({ shots, due: (elapsed) => Math.floor(elapsed * rate) + 1 });
  switch (source.kind) {
    case "library":
      return steady(planOf(attacks, count, seed, source.only));
    case "matrix":
      return steady(matrixShots().slice(0, count));
    case "corpus":
      return steady(await corpusShots(source.file, count));
    case "scenario": {
      const scenario = SCENARIOS.find(({ id }) => id === source.id)!;
      const shots = scenarioShots(attacks, scenario, { count, seed });
      return { shots, due: (elapsed) => dueAfter(scenario, elapsed, { rate, duration: seconds }) };
    }
  }
}

function scenarioShots(
  attacks: readonly Attack[],
  scenario: Scenario,
  { count, seed }: { readonly count: number; readonly seed: number },
): Shot[] {
  const byId = new Map(attacks.map((attack) => [attack.id, attack]));
  const supply = { entries: attacks, share: 0.3, random: seeded(seed) };
  return Array.from({ length: count }, (_, index) => {
    const { draft, id, truth } = scenario.shot(index, supply);
    const known = byId.get(id);
    const address = draft.headers.find(([name]) => name === "x-demo-ip")?.[1] ?? clientOf(index);
    // Floods and guesses are for the limiters, not for the rules.
    const action = known?.expect.action ?? "limit";
    return {
      kind: known ? id.split("/")[0]! : scenario.id,
      attack: { id, truth, title: known?.title ?? scenario.title, summary: known?.summary ?? "", expect: { action } },
      request: requestOf(draft),
      address,
    };
  });
}

function matrixShots(): Shot[] {
  return cellsOf(PAYLOADS).map(({ payload, encoder, position, draft }, index) => ({
    kind: `${position.id} ${encoder.id}`,
    attack: {
      id: "matrix",
      truth: "attack",
      title: `${position.title}, ${encoder.title}`,
      summary: payload,
      expect: { action: "block" },
    },
    request: requestOf(draft),
    address: clientOf(index),
  }));
}

/** The first `count` records of a file. */
async function corpusShots(path: string, count: number): Promise<Shot[]> {
  const shots: Shot[] = [];
  const file = await Deno.open(path).catch(() => {
    throw new UsageError(`--corpus ${path}: cannot be read`);
  });
  for await (const { text, number } of linesOf(file.readable, path)) {
    shots.push(recordShot(parseRecord(text, `${path}:${number}`), shots.length));
    if (shots.length >= count) break;
  }
  return shots;
}

function recordShot(record: EvalRecord, index: number): Shot {
  const { id, label, method, path, query, headers, body, body64, payload, why } = record;
  const bytes = body64 === undefined ? undefined : Uint8Array.fromBase64(body64);
  const text = bytes ? Array.from(bytes, (byte) => String.fromCharCode(byte)).join("") : body;
  return {
    kind: label === "benign" ? "benign" : record.class,
    attack: {
      id: "corpus",
      truth: label,
      title: id,
      summary: why ?? payload ?? "",
      expect: { action: label === "attack" ? "block" : "allow" },
    },
    request: {
      method,
      target: query === "" ? path : `${path}?${query}`,
      headers: Object.entries(headers).filter(([name]) => !OWN_HEADERS.test(name)),
      ...(text === undefined ? {} : { body: text }),
      ...(bytes ? { latin1: true } : {}),
    },
    address: clientOf(index),
  };
}

function requestOf({ method, target, headers, body }: Draft): HttpRequest {
  return { method, target, headers, ...(body === "" ? {} : { body }) };
}

/** Address of a played client (RFC 2544's range for tests). */
function clientOf(index: number): string {
  const client = Math.floor(index / PER_CLIENT);
  return `198.18.${(client >> 8) & 255}.${client & 255}`;
}
