/**
 * What is thrown in which order: salvos from the library, drawn by a seeded die.
 * @module
 */
import type { Attack, HttpRequest } from "../../attacks/types.ts";
import { pick, randomFrom } from "./random.ts";

/** The kinds of traffic, as the table lists them. */
export const KINDS = ["legitimate", "sqli", "xss", "brute-force", "scanner", "burst", "other"] as const;

/** One row of the table. */
export type Kind = typeof KINDS[number];

/** How often a kind is drawn, of 100 salvos. Most traffic is honest, as in life. */
const WEIGHTS: Readonly<Record<Kind, number>> = {
  legitimate: 50,
  sqli: 15,
  xss: 12,
  "brute-force": 4,
  scanner: 4,
  burst: 1,
  other: 14,
};

/** Demo addresses a kind comes from (TEST-NET-2 and -3, RFC 5737): a crowd of visitors, a few attackers. */
const ADDRESSES: Readonly<Record<Kind, readonly [prefix: string, count: number]>> = {
  legitimate: ["198.51.100.", 60],
  sqli: ["203.0.113.1", 9],
  xss: ["203.0.113.2", 9],
  "brute-force": ["203.0.113.3", 9],
  scanner: ["203.0.113.4", 9],
  burst: ["203.0.113.5", 9],
  other: ["203.0.113.6", 9],
};

/** What is known of a request's meaning. */
export type Meaning = Pick<Attack, "id" | "title" | "summary" | "truth" | "expect">;

/** One request to send. */
export interface Shot {
  /** Row of the table. */
  readonly kind: string;
  readonly attack: Meaning;
  readonly request: HttpRequest;
  /** Address that the demo server is told. */
  readonly address: string;
}

/** Which row of the table an attack counts in. */
export function kindOf(attack: Attack): Kind {
  switch (attack.category) {
    case "innocent":
      return "legitimate";
    case "sqli":
    case "xss":
    case "brute-force":
    case "scanner":
      return attack.category;
    case "spraying":
      return "brute-force";
    case "rate-limit":
      return "burst";
    default:
      return "other";
  }
}

/** At least `count` requests, salvo by salvo; a salvo is all requests of one attack file, from one address. */
export function planOf(attacks: readonly Attack[], count: number, seed: number, only: string): Shot[] {
  const random = randomFrom(seed);
  const byKind = new Map(KINDS.map((kind) => [kind, attacks.filter((attack) => kindOf(attack) === kind)]));
  const drawn = KINDS.filter((kind) => only === "mixed" || only === kind);
  const shots: Shot[] = [];
  while (shots.length < count) {
    const kind = drawKind(drawn, random());
    const attack = pick(byKind.get(kind) ?? [], random());
    if (attack === undefined) throw new Error(`Cannot plan ${kind}: the library has no such attack`);
    const [prefix, addresses] = ADDRESSES[kind];
    const address = `${prefix}${1 + Math.floor(random() * addresses)}`;
    for (let round = 0; round < attack.repeat; round++) {
      for (const request of attack.requests) shots.push({ kind, attack, request, address });
    }
  }
  return shots.slice(0, count);
}

function drawKind(kinds: readonly Kind[], random: number): Kind {
  const total = kinds.reduce((sum, kind) => sum + WEIGHTS[kind], 0);
  let left = random * total;
  for (const kind of kinds) {
    left -= WEIGHTS[kind];
    if (left < 0) return kind;
  }
  return kinds[0] ?? "legitimate";
}
