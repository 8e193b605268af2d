/**
 * Options of the middleware, checked when it is made, not when the first request comes.
 * @module
 */
import type { Context } from "hono";
import type { Model } from "../detectors/anomaly/weights.ts";
import { DETECTORS } from "../detectors/mod.ts";
import type { Detector } from "../detectors/types.ts";
import { EnumerationWatch } from "./enumeration.ts";
import { Examiner } from "./examined.ts";
import { BODY_DEADLINE_MS, MAX_BODY_BYTES } from "./limits.ts";
import { LoginLimiter, type LoginOptions } from "./login/limiter.ts";
import { MemoryCounters } from "./memory/counters.ts";
import { MemoryEvents } from "./memory/events.ts";
import { RateLimiter } from "./rate/limiter.ts";
import { checkRouteLimits, type RouteLimit } from "./rate/policies.ts";
import { DEFAULT_ROOM_SETTINGS } from "./settings.ts";
import type { CounterStore, EventSink, ProfileStore, RoomSettings } from "./types.ts";

/** What a user of the middleware can say. Everything has a default. */
export interface GuardOptions {
  /** Settings, or where to look them up by room. */
  readonly settings?: Partial<RoomSettings> | ((room: string) => RoomSettings | Promise<RoomSettings>);
  /** The room of a request; `main` where left out. */
  readonly room?: (c: Context) => string;
  readonly counters?: CounterStore;
  readonly events?: EventSink;
  readonly detectors?: readonly Detector[];
  /** Speaks after the detectors, where given. */
  readonly model?: Model;
  /**
   * Learns what is usual for each parameter and client, and notices what is not: `new MemoryProfiles()`. Left out,
   * nothing is learned: a verdict then depends on the request alone.
   */
  readonly profiles?: ProfileStore;
  /** Limits for some routes, beside the settings' own. */
  readonly limits?: readonly RouteLimit[];
  /** The account of a request as a cookie or a header tells it: whoever a limit with `keyBy: "account"` charges. */
  readonly account?: (c: Context) => string | undefined;
  /** Where the login is; failed logins are then limited. */
  readonly login?: LoginOptions;
  /** What is remembered of who reads what; pass one to be able to make it forget a room. */
  readonly enumeration?: EnumerationWatch;
  /** Address of the connection; read from Deno's connection info where left out. */
  readonly address?: (c: Context) => string | undefined;
  /** Number of trusted proxies whose `X-Forwarded-For` entries are believed. */
  readonly trustProxy?: number;
  /** Accept `x-demo-ip` from loopback connections. */
  readonly demoAddress?: boolean;
  readonly maxBodyBytes?: number;
  readonly bodyDeadlineMs?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Requests that the guard lets through untouched. */
  readonly skip?: (c: Context) => boolean;
}

/** Options with every default filled in. */
export interface GuardParts {
  readonly settingsOf: (room: string) => RoomSettings | Promise<RoomSettings>;
  readonly roomOf: (c: Context) => string;
  readonly counters: CounterStore;
  readonly events: EventSink;
  readonly examiner: Examiner;
  readonly profiles: ProfileStore | undefined;
  readonly rate: RateLimiter;
  readonly login: LoginLimiter | undefined;
  readonly enumeration: EnumerationWatch;
  readonly addressOf: (c: Context) => string | undefined;
  readonly client: { readonly trustProxy: number; readonly demoAddress: boolean };
  readonly body: { readonly maxBytes: number; readonly deadlineMs: number };
  readonly now: () => number;
  readonly skip: (c: Context) => boolean;
}

/** Fills in defaults. Throws a RangeError that names the option and the value. */
export function guardParts(options: GuardOptions): GuardParts {
  const { trustProxy = 0, maxBodyBytes = MAX_BODY_BYTES, bodyDeadlineMs = BODY_DEADLINE_MS } = options;
  wholeNumber("trustProxy", trustProxy, 0);
  wholeNumber("maxBodyBytes", maxBodyBytes, 0);
  wholeNumber("bodyDeadlineMs", bodyDeadlineMs, 1);
  const { counters = new MemoryCounters(), limits = [], account = () => undefined } = options;
  checkRouteLimits(limits);
  return {
    settingsOf: settingsLookup(options.settings),
    roomOf: options.room ?? (() => "main"),
    counters,
    events: options.events ?? new MemoryEvents(),
    examiner: new Examiner(options.detectors ?? DETECTORS, options.model),
    profiles: options.profiles,
    rate: new RateLimiter({ limits, counters, account, secret: options.login?.secret }),
    login: options.login && new LoginLimiter(options.login, counters),
    enumeration: options.enumeration ?? new EnumerationWatch(),
    addressOf: options.address ?? connectionAddress,
    client: { trustProxy, demoAddress: options.demoAddress ?? false },
    body: { maxBytes: maxBodyBytes, deadlineMs: bodyDeadlineMs },
    now: options.now ?? Date.now,
    skip: options.skip ?? (() => false),
  };
}

function settingsLookup(settings: GuardOptions["settings"]): GuardParts["settingsOf"] {
  if (typeof settings === "function") return settings;
  const fixed = { ...DEFAULT_ROOM_SETTINGS, ...settings };
  if (fixed.rateLimit !== "off") wholeNumber("settings.rateLimit", fixed.rateLimit, 1);
  wholeNumber("settings.threshold", fixed.threshold, 1);
  if (fixed.detectLevel < fixed.level) {
    throw new RangeError(
      `Cannot make a guard: settings.detectLevel ${fixed.detectLevel} is below level ${fixed.level}`,
    );
  }
  return () => fixed;
}

function wholeNumber(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`Cannot make a guard: ${name} must be a whole number from ${least}, not ${value}`);
  }
}

/** `Deno.serve(app.fetch)` hands the connection to Hono as `env`. */
export function connectionAddress(c: Context): string | undefined {
  const env: unknown = c.env;
  if (typeof env !== "object" || env === null || !("remoteAddr" in env)) return undefined;
  const remote: unknown = env.remoteAddr;
  if (typeof remote !== "object" || remote === null || !("hostname" in remote)) return undefined;
  return typeof remote.hostname === "string" ? remote.hostname : undefined;
}
