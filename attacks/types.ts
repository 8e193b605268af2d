/**
 * An attack is one Markdown file, `attacks/<category>/<slug>.md`: front matter, a few sentences, and the requests
 * in `http` fences, byte for byte as they are sent. No file can run code.
 * @module
 */
import type { Category } from "../detectors/types.ts";
import type { LimitPolicy } from "../guard/types.ts";

/** A request as written in an `http` fence. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  /** The body is bytes: one character of it, below 256, stands for one byte. */
  readonly latin1?: true;
}

/**
 * What must happen in block mode at level 1. `gap` is a mistake that is known and accepted: an attack that is let
 * through, or an innocent request that is refused.
 */
export interface Expectation {
  readonly action: "allow" | "block" | "limit" | "gap";
  /** Rule id that must be among the findings, e.g. `sqli.union`. */
  readonly rule?: string;
}

/** One entry of the launcher's library. */
export interface Attack {
  /** `<category>/<slug>`, from the file's path. */
  readonly id: string;
  readonly title: string;
  /** `innocent` for traffic that must pass. */
  readonly category: Category | "innocent";
  readonly difficulty: 1 | 2 | 3;
  readonly truth: "attack" | "benign";
  readonly expect: Expectation;
  /** What the request tries, one sentence. */
  readonly summary: string;
  /** How often the list of requests is sent: bursts and brute force. */
  readonly repeat: number;
  /** What the weak endpoint does with it when nothing blocks, where that is known: checked by a test. */
  readonly effect?: "harmful" | "harmless";
  /** Where to read on: `CWE-89`, `API8:2023`, `CAPEC-66`, `T1190`. */
  readonly refs: readonly string[];
  readonly requests: readonly HttpRequest[];
  /** Everything below the front matter but the `http` fences, Markdown. */
  readonly text: string;
}

/** What the learner has to bring about in the step "Attack". */
export type AttackGoal =
  /** An answer whose effect is harmful. */
  | "harmful"
  /** A 429. */
  | "limited"
  /** A harmful effect, or an attack let through, while the guard blocks. */
  | "missed"
  /** An innocent request that the guard refuses. */
  | "alarm";

/** What the learner has to bring about in the step "Defend". */
export type DefendGoal =
  /** The same request, sent to the correct twin, does no harm. */
  | "twin"
  /** Another of the attacks in `catch` meets a limit. */
  | "limited"
  /** The limiter runs the algorithm that keeps its promise in every minute. */
  | "exact"
  /** Settings under which everything in `catch` is refused and everything in `pass` goes through. */
  | "tuned";

/** One option of a multiple choice; wrong ones say why they are wrong. */
export interface Choice {
  readonly text: string;
  readonly right: boolean;
  readonly why: string;
}

/** A question with two to five options, of which one is right. */
export interface Question {
  readonly text: string;
  readonly choices: readonly Choice[];
}

/** Functions of the demo API whose source a lesson shows. */
export interface SourceRef {
  /** Path from the root of the repository. */
  readonly file: string;
  readonly weak: readonly string[];
  readonly correct: readonly string[];
}

/** Settings that a lesson starts from, where they differ from the usual ones. */
export interface Setup {
  readonly algorithm?: LimitPolicy["algorithm"];
  /** Different accounts that one client may fail at. */
  readonly clientAccounts?: number;
}

/** One lesson, `attacks/lessons/<slug>.md`: predict, attack, observe, explain, defend, verify, reflect. */
export interface Lesson {
  /** The slug. */
  readonly id: string;
  /** Place in the course, from 1. */
  readonly order: number;
  readonly title: string;
  readonly minutes: number;
  /** Id of the attack that the launcher opens. */
  readonly attack: string;
  readonly refs: readonly string[];
  readonly source?: SourceRef;
  readonly goals: { readonly attack: AttackGoal; readonly defend: DefendGoal };
  readonly setup: Setup;
  /** What stands in the editor at first; the attack itself where left out. */
  readonly start?: HttpRequest;
  /** Text that the answer must hold for the attack to have succeeded: the secret it was after. */
  readonly proof?: string;
  /** Text that the request must hold for the attack to count. */
  readonly sent?: string;
  /** Name of the OWASP cheat sheet that describes the real fix. */
  readonly fix: string;
  /** Ids of attacks that must be refused in the step "Verify". */
  readonly catch: readonly string[];
  /** Ids of innocent requests that must go through in the step "Verify". */
  readonly pass: readonly string[];
  readonly story: string;
  readonly predict: Question;
  /** The task. */
  readonly task: string;
  /** From a nudge to the solution, in order. */
  readonly hints: readonly string[];
  readonly observe: string;
  readonly explain: Question;
  readonly defend: string;
  readonly verify: string;
  readonly reflect: string;
}
