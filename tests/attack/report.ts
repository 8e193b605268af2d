/**
 * Counts and their table.
 * @module
 */
import type { Hit, Outcome } from "./fire.ts";
import type { Attack, HttpRequest } from "../../attacks/types.ts";
import { KINDS, type Meaning, type Shot } from "./plan.ts";

/** What became of the requests of one kind. */
export interface Counts {
  readonly sent: number;
  readonly blocked: number;
  readonly limited: number;
  readonly passed: number;
  readonly errors: number;
}

/** Ground truth against verdict, in four plain words; floods, which only a counter can judge, are left out. */
export interface TruthCounts {
  readonly caught: number;
  readonly missed: number;
  readonly falseAlarm: number;
  readonly rightlyAllowed: number;
}

/** A request that was judged wrongly, and how often. */
export interface Mistake {
  readonly attack: Meaning;
  readonly request: HttpRequest;
  readonly count: number;
}

/** Everything that was counted. */
export class Tally {
  readonly #outcomes = new Map<string, Map<Outcome, number>>();
  readonly #times: number[] = [];
  readonly #mistakes = new Map<HttpRequest, Mistake>();
  readonly #truth = { caught: 0, missed: 0, falseAlarm: 0, rightlyAllowed: 0 };

  /** Counts one answered request. */
  add(shot: Shot, hit: Hit): void {
    const outcomes = this.#outcomes.get(shot.kind) ?? new Map<Outcome, number>();
    outcomes.set(hit.outcome, (outcomes.get(hit.outcome) ?? 0) + 1);
    this.#outcomes.set(shot.kind, outcomes);
    this.#times.push(hit.ms);
    const stopped = hit.outcome === "blocked";
    if (hit.outcome === "limited" || hit.outcome === "error" || shot.attack.expect.action === "limit") return;
    const { attack, request } = shot;
    if (attack.truth === "attack") this.#truth[stopped ? "caught" : "missed"]++;
    else this.#truth[stopped ? "falseAlarm" : "rightlyAllowed"]++;
    if (stopped === (attack.truth === "attack")) return;
    this.#mistakes.set(request, { attack, request, count: (this.#mistakes.get(request)?.count ?? 0) + 1 });
  }

  /** Counts of one kind, or of all. */
  counts(kind?: string): Counts {
    const kinds = kind === undefined ? [...this.#outcomes.keys()] : [kind];
    const of = (outcome: Outcome) =>
      kinds.reduce((sum, each) => sum + (this.#outcomes.get(each)?.get(outcome) ?? 0), 0);
    const [blocked, limited, passed, errors] = [of("blocked"), of("limited"), of("passed"), of("error")];
    return { sent: blocked + limited + passed + errors, blocked, limited, passed, errors };
  }

  /** What was sent, by kind: those of the library in their order, then the others by name. */
  rows(): readonly (readonly [kind: string, counts: Counts])[] {
    const known: readonly string[] = KINDS;
    const rank = (kind: string) => known.includes(kind) ? known.indexOf(kind) : known.length;
    const kinds = [...this.#outcomes.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    return kinds.map((kind) => [kind, this.counts(kind)] as const);
  }

  /** Ground truth against verdict. */
  truth(): TruthCounts {
    return { ...this.#truth };
  }

  /** Attacks that were missed, or innocent requests that were refused; the most frequent first. */
  mistakes(truth: Attack["truth"]): Mistake[] {
    return [...this.#mistakes.values()].filter(({ attack }) => attack.truth === truth).sort((a, b) =>
      b.count - a.count
    );
  }

  /** Milliseconds below which the given share (0 to 1) of the answers came. */
  quantile(share: number): number {
    const sorted = [...this.#times].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  }
}

/** The table, one row a kind that was sent. */
export function toTable(tally: Tally): string {
  const lines = [...tally.rows(), ["total", tally.counts()] as const].map(([name, counts]) =>
    [name, counts.sent, counts.blocked, counts.limited, counts.passed, counts.errors].map(String)
  );
  const width = Math.max(12, ...lines.map(([name = ""]) => name.length + 1));
  return [["kind", "sent", "blocked", "limited", "passed", "errors"], ...lines]
    .map((cells) => cells.map((cell, index) => index === 0 ? cell.padEnd(width) : cell.padStart(9)).join(""))
    .join("\n");
}

/** A bar of 30 characters, with the numbers beside it. */
export function toBar(fraction: number, counts: Counts): string {
  const full = Math.round(Math.max(0, Math.min(1, fraction)) * 30);
  const { sent, blocked, limited } = counts;
  return `[${"#".repeat(full)}${"-".repeat(30 - full)}] ${sent} sent, ${blocked} blocked, ${limited} limited`;
}
