/**
 * The words of the guard: verdicts, events, and the interfaces it asks a store to implement.
 * @module
 */
import type { Deviation } from "../detectors/anomaly/profile/rules.ts";
import type { Contribution, Exclusion, RuleMode } from "../detectors/score.ts";
import type { Category, FieldRole, FieldSource, InspectedRequest, Level, Severity } from "../detectors/types.ts";

/** `observe` judges and records but never blocks. */
export type Mode = "observe" | "block";

/** What happened to a request. `limit` is a 429 by a rate or login limit, `block` any other refusal. */
export type Action = "allow" | "flag" | "block" | "limit";

/** What the guard decided, and why. */
export interface Verdict {
  readonly action: Action;
  /** What `block` mode would have done; differs from `action` in observe mode only. */
  readonly wouldBe: Action;
  /** Status of the refusal, where there is one. */
  readonly status?: 400 | 403 | 405 | 408 | 413 | 415 | 429 | 503;
  /** One plain sentence: "Blocked because …", "Allowed: nothing …". */
  readonly sentence: string;
  readonly score: number;
  readonly threshold: number;
  readonly level: Level;
  readonly contributions: readonly Contribution[];
  readonly atLevel: readonly [number, number, number, number];
  readonly wouldBlockAtLevel?: Level;
  /** Of an attack, with the rules; `lift`: log-odds of it that a profile added, where one did. */
  readonly model?: { readonly probability: number; readonly lift?: number };
  /** What decided: `score`, `protocol`, or the name of a limiter. */
  readonly decidedBy: string;
  /** A limiter's store could not answer and the policy let the request pass. */
  readonly failedOpen?: boolean;
  /** Detectors that threw; the request was judged without them. */
  readonly failed?: readonly string[];
  /** Seconds after which a limited client may try again. */
  readonly retryAfter?: number;
}

/** A finding as it is stored: it names its field, since the request is not kept whole. */
export interface EventFinding {
  readonly rule: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly level: Level;
  readonly points: number;
  readonly state: Contribution["state"];
  readonly why: string;
  readonly field?: { readonly source: FieldSource; readonly name: string; readonly role: FieldRole };
  /** Matched text, redacted where the field is a secret. */
  readonly text?: string;
  /** Where it stands in the field as it was sent, for what only the server can find: the departure from a profile. */
  readonly span?: readonly [start: number, end: number];
}

/** The request as it is stored: bounded and redacted. The page examines it again to show the whole trace. */
export interface StoredRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
  /** The body was longer than what is kept. */
  readonly truncated?: boolean;
  /** Secrets were replaced by `•` of the same length. */
  readonly redacted?: boolean;
}

/** Ground truth of a request that the launcher sent: what it was meant to be. */
export interface GroundTruth {
  /** Id of the attack file, e.g. `sqli/union-users`; `custom` for an edited request. */
  readonly id: string;
  readonly truth: "attack" | "benign";
}

/** What is stored, counted and streamed. Carries its room. */
export interface SecurityEvent {
  /** Sorts by time of creation. */
  readonly id: string;
  readonly room: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  /** The client as it is counted: address, IPv6 by /64. */
  readonly client: string;
  /** Address of the connection, where it differs from `client`. */
  readonly peer?: string;
  readonly action: Action;
  readonly wouldBe: Action;
  readonly mode: Mode;
  readonly status: number;
  readonly sentence: string;
  /** Category of the deciding finding. */
  readonly category?: Category;
  readonly severity?: Severity;
  readonly score: number;
  readonly threshold: number;
  readonly level: Level;
  readonly wouldBlockAtLevel?: Level;
  readonly findings: readonly EventFinding[];
  readonly decidedBy: string;
  /** Log-odds that a profile added to the model's. */
  readonly lift?: number;
  readonly failedOpen?: boolean;
  /** Detectors that threw; the request was judged without them. */
  readonly failed?: readonly string[];
  /** Time the guard took, without the handler. */
  readonly guardMicros: number;
  readonly request: StoredRequest;
  readonly attack?: GroundTruth;
  /** A flood of like events stands in one: how many. */
  readonly count?: number;
}

/** An event before the store gave it its id. */
export type NewEvent = Omit<SecurityEvent, "id">;

/** Answer of a counter to one hit. */
export interface Decision {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Milliseconds until the next hit would be allowed; 0 when one is allowed now. */
  readonly retryMs: number;
  /** Milliseconds until quota comes back: the oldest unit (sliding log), one unit (GCRA), all of it (fixed window). */
  readonly resetMs: number;
  /** The store could not answer in time; the policy decided. */
  readonly failedOpen?: boolean;
}

/** A rate-limit algorithm: pure, over a state that the store keeps. */
export interface LimitPolicy {
  readonly name: string;
  readonly algorithm: "sliding-log" | "gcra" | "fixed-window";
  readonly limit: number;
  readonly windowMs: number;
  /** Largest burst of GCRA; the limit where left out. */
  readonly burst?: number;
  /** What to do when the store cannot answer. */
  readonly onFailure: "open" | "closed";
}

/** An answer that is often known at once: whoever asks waits only for a promise, since each wait costs every request. */
export type MaybePromise<T> = T | Promise<T>;

/** A change of a key's state: pure, for it may run again when another process was quicker. */
export type Change<T> = (state: readonly number[] | undefined) => {
  readonly state: readonly number[];
  readonly result: T;
  /** The state is as it was: nothing has to be written. */
  readonly unchanged?: boolean;
};

/** Exact counters, kept by whoever implements this. */
export interface CounterStore {
  /** Changes a key's state in one exact step. Rejects when the store cannot answer: the caller has the policy. */
  step<T>(room: string, key: string, ttlMs: number, now: number, change: Change<T>): Promise<T>;
  /** Counts a hit of `cost` units on `key` under the policy, or refuses it. Refused hits do not count. */
  hit(room: string, key: string, policy: LimitPolicy, now: number, cost?: number): MaybePromise<Decision>;
  /** Reads without counting. */
  peek(room: string, key: string, policy: LimitPolicy, now: number): Promise<Decision>;
  /** Forgets a key. */
  clear(room: string, key: string): Promise<void>;
}

/** Who sends a request where, for profiles. */
export interface ProfileSighting {
  readonly room: string;
  readonly client: string;
  /** Method and pattern: `GET /api/users/:id`. */
  readonly route: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A request that was answered. */
export interface ProfileLesson extends ProfileSighting {
  /** Status 400 and above. */
  readonly failed: boolean;
  /** Nobody found anything in it. */
  readonly quiet: boolean;
}

/** What is usual for each route, parameter and client: learned from quiet traffic, kept by whoever implements this. */
export interface ProfileStore {
  /** How a request departs from what is usual; asked before the verdict, so it answers from memory. */
  deviation(request: InspectedRequest, sighting: ProfileSighting): Deviation | undefined;
  /** Takes note of a request once it was answered. Never waits. */
  learn(request: InspectedRequest, lesson: ProfileLesson): void;
}

/** Ordinary traffic, counted but not stored one by one. */
export interface RequestTally {
  readonly room: string;
  readonly at: number;
  readonly action: Action;
  readonly category?: Category | undefined;
  /** The model or a profile found something, whatever decided. */
  readonly anomaly?: boolean | undefined;
  readonly guardMicros: number;
  /** A limiter's store could not answer and the policy let the request pass. */
  readonly failedOpen?: boolean | undefined;
}

/** Which events are the same story again: the first few of a window are stored, the rest are counted. */
export interface Likeness {
  readonly key: string;
  /** Events of a window that are stored one by one. */
  readonly free: number;
  readonly windowMs: number;
}

/** Takes events and counts. */
export interface EventSink {
  /** Resolves with the event's id once the event is durable. */
  append(event: NewEvent, like?: Likeness): Promise<string>;
  /**
   * Says that the same happened again, before an event is made of it. Undefined: it is to be appended. Otherwise
   * the id of the event that stands for it.
   */
  repeat?(room: string, like: Likeness, now: number): Promise<string> | undefined;
  /** Counts a request; never waits. */
  tally(tally: RequestTally): void;
}

/** When failed logins are slowed down. Windows and delays in milliseconds. */
export interface LoginThresholds {
  /** Failures of one account in `accountWindowMs` before the first delay; each further one doubles it. */
  readonly accountFailures: number;
  readonly accountWindowMs: number;
  readonly delayMs: number;
  readonly maxDelayMs: number;
  /** Attempts of one account in an hour, whatever the delays. */
  readonly accountPerHour: number;
  /** Failures of one client in `clientWindowMs` before it is shut out. */
  readonly clientFailures: number;
  /** Different accounts that one client may fail at in `clientWindowMs`. */
  readonly clientAccounts: number;
  readonly clientWindowMs: number;
  readonly banMs: number;
  readonly maxBanMs: number;
  /** Different clients that try one account in an hour before it counts as a distributed attack. */
  readonly accountClients: number;
  /** Failures of the whole room in a quarter of an hour before they can be a surge. */
  readonly surgeFailures: number;
  /** Percent of the attempts that must have failed then. */
  readonly surgePercent: number;
}

/** What a room can set while the server runs. */
export interface RoomSettings {
  readonly mode: Mode;
  readonly level: Level;
  readonly detectLevel: Level;
  readonly threshold: number;
  readonly rules: Readonly<Record<string, RuleMode>>;
  readonly exclusions: readonly Exclusion[];
  /** Requests a minute per client, or off. */
  readonly rateLimit: number | "off";
  readonly algorithm: LimitPolicy["algorithm"];
  /** Units a minute of the guard's route policies by name, or off; what the policy says where left out. */
  readonly policies?: Readonly<Record<string, number | "off">>;
  /** Thresholds of the login; the defaults where left out. */
  readonly login?: LoginThresholds;
  /** Responses explain themselves: rule ids in problem bodies, the SQL that ran. */
  readonly teaching: boolean;
}

/** Totals of a room since its beginning. */
export interface Totals {
  readonly total: number;
  readonly allowed: number;
  readonly flagged: number;
  readonly blocked: number;
  readonly limited: number;
  /** Flagged, blocked and limited requests by category of the deciding finding. */
  readonly byCategory: Readonly<Partial<Record<Category, number>>>;
  /** Requests in which the model or a profile found something, whatever decided. */
  readonly anomalies: number;
  readonly failedOpen: number;
  /** Events that could not be stored. */
  readonly dropped: number;
}

/** One second of traffic: `[second since the epoch, allowed, flagged, blocked, limited]`. */
export type SeriesPoint = readonly [second: number, allowed: number, flagged: number, blocked: number, limited: number];

/**
 * What `GET /glass/stream` sends. `events` frames carry the SSE id of their last event; the others carry none.
 * Frames are coalesced: at most one of each kind in 100 ms.
 */
export type StreamFrame =
  | { readonly type: "events"; readonly events: readonly SecurityEvent[] }
  | { readonly type: "stats"; readonly totals: Totals; readonly series: readonly SeriesPoint[] }
  | { readonly type: "settings"; readonly settings: RoomSettings }
  | { readonly type: "health"; readonly state: "ok" | "degraded"; readonly reason?: string }
  /** Events that a resuming stream did not get: too many to send, or forgotten. The log's pages have what is left. */
  | { readonly type: "gap"; readonly missed: number }
  /** The room begins anew: what was shown of it is void. */
  | { readonly type: "reset" };

/** What the page needs to draw itself once; the stream then keeps it current. */
export interface Snapshot {
  readonly room: string;
  readonly settings: RoomSettings;
  readonly totals: Totals;
  /** The last five minutes, oldest first, seconds without traffic left out. */
  readonly series: readonly SeriesPoint[];
  /** Newest first. */
  readonly events: readonly SecurityEvent[];
  /** Time of the server, milliseconds since the epoch. */
  readonly now: number;
}

/** A file of a multipart body. */
export interface InputFile {
  readonly name: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** The body as the guard parsed it, once. */
export type InputBody =
  | { readonly kind: "none" }
  | { readonly kind: "json"; readonly value: unknown }
  | {
    readonly kind: "form";
    readonly fields: ReadonlyMap<string, readonly string[]>;
    readonly files: readonly InputFile[];
  }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array };

/** The request as it was inspected. A handler that reads nothing else cannot be told another story than the guard. */
export interface GuardInput {
  readonly method: string;
  /** Decoded path segments: `/api/users/7` is `["api", "users", "7"]`. */
  readonly segments: readonly string[];
  /** Every value of every query parameter, decoded. */
  readonly query: ReadonlyMap<string, readonly string[]>;
  readonly cookies: ReadonlyMap<string, string>;
  readonly body: InputBody;
}

/** What `c.get("guard")` holds behind the middleware. */
export interface Guarded {
  readonly room: string;
  readonly requestId: string;
  readonly client: string;
  readonly settings: RoomSettings;
  readonly input: GuardInput;
  readonly verdict: Verdict;
}

/** Hono variables of the middleware: `new Hono<{ Variables: GuardVariables }>()`. */
export interface GuardVariables {
  guard: Guarded;
}
