/**
 * The guard: a Hono middleware that judges a request before the handler sees it.
 *
 * 1. identity: request id, client, room, settings
 * 2. the rate limits (`rate/limiter.ts`), before any body is read
 * 3. one bounded read of the body, one parse, one set of fields (`take_in.ts`)
 * 4. detectors, profiles (`profiles.ts`), score, verdict (`decide.ts`); the login limiter counts before a password is
 *    verified
 * 5. refusal, or the handler
 * 6. what is worth it becomes an event, the rest is counted (`record.ts`); profiles learn from what was quiet
 *
 * @module
 */
import type { Context, MiddlewareHandler } from "hono";
import type { Detection } from "../detectors/engine.ts";
import { type Score, scoreOf } from "../detectors/score.ts";
import type { Rule } from "../detectors/types.ts";
import { tell } from "./answer_headers.ts";
import { clientOf } from "./client.ts";
import { alarmed, decide, type LimitHit, type Refusal } from "./decide.ts";
import type { Examined } from "./examined.ts";
import type { LoginTicket } from "./login/limiter.ts";
import { DEFAULT_LOGIN } from "./login/types.ts";
import { type GuardOptions, type GuardParts, guardParts } from "./options.ts";
import { type ProblemContext, problemOf, withIds } from "./problem.ts";
import { PartitionKeys, rateHeadersOf } from "./rate_headers.ts";
import { ATTACK_HEADER, groundTruthOf, rawRequestOf, SentHeaders } from "./raw_request.ts";
import { record } from "./record.ts";
import { requestIdOf } from "./request_id.ts";
import { heardProfiles, isQuiet, patternOf, sightingOf } from "./profiles.ts";
import { GUARD_RULES } from "./rules.ts";
import { takeIn, type TakenIn } from "./take_in.ts";
import { Timing } from "./timing.ts";
import { stageTracer } from "./tracing.ts";
import type { GuardInput, GuardVariables, MaybePromise, ProfileSighting, RoomSettings, Verdict } from "./types.ts";

/** Makes the middleware. Throws a RangeError when an option makes no sense. */
export function guard(options: GuardOptions = {}): MiddlewareHandler<{ Variables: GuardVariables }> {
  const parts = guardParts(options);
  const partitions = new PartitionKeys();
  const tellStages = stageTracer();

  return async function guard(c, next) {
    if (parts.skip(c)) return await next();
    // A promise is waited for only where there is one: most requests need none, and each wait costs.
    const room = parts.roomOf(c);
    const known = parts.settingsOf(room);
    const settings = known instanceof Promise ? await known : known;
    const timing = new Timing(settings.teaching || tellStages !== undefined);
    const caller = callerOf(c, parts, room, settings);
    const { client, now, path, headers, requestId } = caller;

    const asked = parts.rate.before(c, { room, client: client.id, settings, now, method: c.req.method, path });
    const rate = asked instanceof Promise ? await asked : asked;
    const limit = rate?.limit;
    if (rate) timing.stage("limit");

    const stopped = limit !== undefined && settings.mode === "block";
    const taking = stopped ? { raw: rawRequestOf(c.req.raw, headers, undefined) } : takeIn(c, headers, parts.body);
    const taken = taking instanceof Promise ? await taking : taking;
    const { raw } = taken;
    if (raw.body) timing.stage("read");
    const failedOpen = rate?.failedOpen === true;
    const judging: MaybePromise<Judgement> = stopped
      ? { verdict: decide({ ...settings, limit, failedOpen }) }
      : judge(parts, caller, taken, { failedOpen, limit });
    const judgement = judging instanceof Promise ? await judging : judging;
    const guardMicros = timing.done("examine");
    const { input, examined, sighting, ticket } = judgement;
    let { verdict } = judgement;
    if (timing.stages) tellStages?.(timing.stages, { room, verdict });

    const quota = rate && rateHeadersOf(rate.charged, partitions);
    let cookie: string | undefined;
    if (verdict.status === undefined && input) {
      c.set("guard", { room, requestId, client: client.id, settings, input, verdict });
      await next();
      if (ticket?.after) {
        const outcome = await ticket.after(c.res.status);
        cookie = outcome.cookie;
        if (outcome.alarm) verdict = alarmed(verdict, outcome.alarm);
      }
    }

    const attack = groundTruthOf(headers);
    const status = verdict.status ?? c.res.status;
    const recording = record(parts.events, {
      room,
      at: now,
      requestId,
      client: client.id,
      peer: client.peer,
      raw,
      mode: settings.mode,
      verdict,
      status,
      guardMicros,
      examined,
      launched: attack !== undefined || headers.get(ATTACK_HEADER) !== null,
      attack,
    });
    const eventId = recording && await recording;
    if (examined && sighting) {
      parts.profiles?.learn(examined.inspected, { ...sighting, failed: status >= 400, quiet: isQuiet(verdict) });
    }
    if (verdict.status !== undefined) {
      const policies = rate?.limit && verdict.decidedBy === "rate-limit"
        ? rate.charged.slice(-1).map(({ policy }) => policy.name)
        : [];
      const problem = problemText(verdict, examined, { instance: raw.path, policies, teaching: settings.teaching });
      // One header only: Hono then makes the answer without an object of headers, which costs as much as the verdict.
      c.res = c.body(withIds(problem, requestId, eventId), verdict.status, {
        "content-type": "application/problem+json; charset=utf-8",
      });
    }
    // What took longest would tell an attacker what was looked at.
    const times = settings.teaching ? timing.header(guardMicros) : undefined;
    tell(c, { requestId, timing: times, quota, verdict, eventId, cookie });
  };
}

/** Who calls, and what holds for them. */
interface Caller {
  readonly now: number;
  readonly headers: SentHeaders;
  readonly requestId: string;
  readonly client: ReturnType<typeof clientOf>;
  readonly room: string;
  readonly settings: RoomSettings;
  readonly path: string;
  /** Pattern of the route, where profiles want to know it. */
  readonly pattern: string | undefined;
  /** Sent over TLS; asked only where there is a login, whose cookie depends on it. */
  readonly secure: boolean;
}

function callerOf(c: Context, parts: GuardParts, room: string, settings: RoomSettings): Caller {
  const headers = new SentHeaders(c.req.raw.headers);
  return {
    now: parts.now(),
    headers,
    requestId: requestIdOf(headers),
    client: clientOf(parts.addressOf(c), headers, parts.client),
    room,
    settings,
    path: c.req.path,
    pattern: parts.profiles && patternOf(c),
    secure: parts.login !== undefined && c.req.raw.url.startsWith("https:"),
  };
}

interface Judgement {
  readonly verdict: Verdict;
  readonly examined?: Examined;
  readonly input?: GuardInput;
  readonly sighting?: ProfileSighting | undefined;
  readonly ticket?: LoginTicket | undefined;
}

/** The body of a refusal, all but the ids; made once where the verdict is one that was given before. */
function problemText(verdict: Verdict, examined: Examined | undefined, context: ProblemContext): string {
  const make = () => JSON.stringify(problemOf(verdict, context));
  return examined ? examined.refusedBy(verdict, make) : make();
}

/** What the rate limits said. */
interface Limiter {
  readonly failedOpen: boolean;
  readonly limit: LimitHit | undefined;
}

/** What is known of a request before its login was counted and its history looked at. */
interface Seen extends Limiter {
  readonly parts: GuardParts;
  readonly caller: Caller;
  readonly examined: Examined;
  readonly read: GuardInput;
  readonly heard: Detection;
  readonly score: Score;
  readonly sighting: ProfileSighting | undefined;
}

function judge(
  parts: GuardParts,
  caller: Caller,
  taken: TakenIn,
  limiter: Limiter,
): MaybePromise<Judgement> {
  const { settings, now, client, room, path, secure } = caller;
  if (taken.refusal) return { verdict: refuse(settings, limiter, taken.refusal) };
  const examined = parts.examiner.examine(taken.raw);
  const { inspected, detection, read } = examined;
  if ("kind" in read) return { verdict: refuse(settings, limiter, read), examined };
  const { profiles, examiner: { model } } = parts;
  const sighting = profiles && sightingOf(taken.raw, { room, client: client.id, now, pattern: caller.pattern });
  const heard = profiles && sighting ? heardProfiles(profiles, inspected, sighting, { detection, model }) : detection;
  const score = heard === detection
    ? examined.scoreUnder(settings, now)
    : scoreOf(inspected, heard.findings, settings, now);
  const { limit, failedOpen } = limiter;
  const seen: Seen = { parts, caller, examined, read, heard, score, sighting, limit, failedOpen };
  // What is blocked anyway never reaches the password check, so it is no attempt.
  const counting = score.reached && settings.mode === "block" ? undefined : parts.login?.before(path, read, {
    room,
    client: client.id,
    now,
    secure,
    limits: settings.login ?? DEFAULT_LOGIN,
  });
  return counting ? counting.then((ticket) => conclude(seen, ticket)) : conclude(seen, undefined);
}

function refuse({ mode, level, threshold }: RoomSettings, limiter: Limiter, refusal: Refusal): Verdict {
  return decide({ mode, level, threshold, ...limiter, refusal });
}

function conclude(seen: Seen, ticket: LoginTicket | undefined): Judgement {
  const { parts, caller: { settings, room, client, now }, examined, read, heard, score, sighting, failedOpen } = seen;
  const signals: Rule[] = ticket?.signal ? [ticket.signal] : NO_SIGNALS;
  const enumerates = parts.enumeration.sees({ room, client: client.id }, read.segments, now);
  const all = enumerates ? [...signals, GUARD_RULES.enumeration] : signals;
  const limit = seen.limit ?? ticket?.limit;
  // Exceptions end some day: where one may have spoken, the time counts too.
  const timeless = score.contributions.length === 0 || settings.exclusions.length === 0;
  const byItself = timeless && heard === examined.detection && all.length === 0 && limit === undefined && !failedOpen;
  const known = byItself ? examined.verdictUnder(settings) : undefined;
  const { mode, level, threshold } = settings;
  const { failed, opinion } = heard;
  const verdict = known ??
    decide({ mode, level, threshold, failedOpen, limit, score, signals: all, failed, opinion });
  if (byItself) examined.keep(verdict);
  return { verdict, examined, input: read, sighting, ticket };
}

const NO_SIGNALS: Rule[] = [];
