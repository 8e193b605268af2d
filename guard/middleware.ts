/**
 * The guard: a Hono middleware that judges a request before the handler sees it.
 *
 * 1. identity: request id, client, room, settings
 * 2. limiters, before any body is read
 * 3. one bounded read of the body, one parse, one set of fields
 * 4. detectors, score, verdict
 * 5. refusal, or the handler
 * 6. what is worth it becomes an event, the rest is counted
 *
 * @module
 */
import type { Context, MiddlewareHandler } from "hono";
import { detect } from "../detectors/engine.ts";
import { inspectParsed, type ParsedRequest, parseRequest } from "../detectors/request/mod.ts";
import { scoreOf } from "../detectors/score.ts";
import type { InspectedRequest, RawRequest } from "../detectors/types.ts";
import { clientOf } from "./client.ts";
import { decide, type LimitHit, type Refusal } from "./decide.ts";
import { eventOf } from "./event.ts";
import { inputOf, refusalOf } from "./input.ts";
import { type GuardOptions, type GuardParts, guardParts } from "./options.ts";
import { problemOf } from "./problem.ts";
import { groundTruthOf, rawRequestOf } from "./raw_request.ts";
import { PartitionKeys, rateHeadersOf } from "./rate_headers.ts";
import { type BodyRead, readBody } from "./read_body.ts";
import { requestIdOf } from "./request_id.ts";
import { GUARD_RULES } from "./rules.ts";
import { clientPolicyOf } from "./settings.ts";
import type { Decision, GuardInput, GuardVariables, LimitPolicy, RoomSettings, Verdict } from "./types.ts";

/** Makes the middleware. Throws a RangeError when an option makes no sense. */
export function guard(options: GuardOptions = {}): MiddlewareHandler<{ Variables: GuardVariables }> {
  const parts = guardParts(options);
  const partitions = new PartitionKeys();

  return async function guard(c, next) {
    if (parts.skip(c)) return await next();
    const started = performance.now();
    const now = parts.now();
    const request = c.req.raw;
    const requestId = requestIdOf(request.headers);
    const client = clientOf(parts.addressOf(c), request.headers, parts.client);
    const room = parts.roomOf(c);
    const settings = parts.settingsOf(room);

    const policy = clientPolicyOf(settings);
    const decision = policy && await parts.counters.hit(room, `rate:${client.id}`, policy, now);
    const limit = decision && policy ? limitOf(decision, policy) : undefined;
    const stopped = limit !== undefined && settings.mode === "block";
    const read = stopped ? undefined : await takeIn(c, parts);
    const judged = judge(parts, settings, now, {
      ...read,
      raw: read?.raw ?? rawRequestOf(request, undefined),
      ...(limit ? { limit } : {}),
      failedOpen: decision?.failedOpen === true,
    });
    const { verdict, raw, inspected, input } = judged;
    const guardMicros = Math.round((performance.now() - started) * 1000);

    const refused = verdict.status !== undefined;
    if (!refused && input) {
      c.set("guard", { room, requestId, client: client.id, settings, input, verdict });
      await next();
    }
    const status = verdict.status ?? c.res.status;
    const attack = groundTruthOf(request.headers);
    parts.events.tally({
      room,
      at: now,
      action: verdict.action,
      guardMicros,
      ...(verdict.wouldBe !== "allow" && verdict.contributions[0]
        ? { category: verdict.contributions[0].finding.category }
        : {}),
    });
    let eventId: string | undefined;
    if (attack || verdict.action !== "allow" || verdict.failed || verdict.failedOpen) {
      const { id, peer } = client;
      const { mode } = settings;
      const about = { room, at: now, requestId, client: id, peer, mode, raw, verdict, status, guardMicros };
      eventId = await parts.events.append(eventOf({
        ...about,
        ...(inspected ? { inspected } : {}),
        ...(attack ? { attack } : {}),
      }));
    }
    if (refused) {
      const problem = problemOf(verdict, {
        requestId,
        instance: raw.path,
        teaching: settings.teaching,
        ...(eventId ? { eventId } : {}),
        ...(policy ? { policies: [policy.name] } : {}),
      });
      c.res = new Response(JSON.stringify(problem), {
        status,
        headers: { "content-type": "application/problem+json; charset=utf-8", "cache-control": "no-store" },
      });
    }
    c.header("x-request-id", requestId);
    if (eventId) c.header("x-event-id", eventId);
    if (verdict.retryAfter !== undefined) c.header("retry-after", String(verdict.retryAfter));
    if (policy && decision) {
      const headers = rateHeadersOf(policy, decision, await partitions.of(client.id));
      c.header("ratelimit-policy", headers.policy);
      c.header("ratelimit", headers.limit);
    }
    c.header("server-timing", `guard;dur=${(guardMicros / 1000).toFixed(3)}`);
  };
}

/** A request as far as it was taken in. */
interface TakenIn {
  readonly raw: RawRequest;
  readonly parsed?: ParsedRequest;
  readonly refusal?: Refusal;
  readonly limit?: LimitHit;
  readonly failedOpen?: boolean;
}

function limitOf(decision: Decision, policy: LimitPolicy): LimitHit | undefined {
  if (decision.allowed) return undefined;
  const why = `this client has spent its ${policy.limit} requests in ${policy.windowMs / 1000} s`;
  return { kind: "limit", rule: GUARD_RULES.rateLimit, why, retryMs: decision.retryMs };
}

async function takeIn(c: Context, parts: GuardParts): Promise<TakenIn> {
  const read = await readBody(c.req.raw, parts.body);
  const bytes = read.kind === "read" ? read.bytes : undefined;
  const raw = rawRequestOf(c.req.raw, bytes);
  if (read.kind === "read") {
    // A handler that reads the body again, as users of the library do, gets the bytes that were inspected.
    c.req.raw = new Request(c.req.raw.url, { method: c.req.raw.method, headers: c.req.raw.headers, body: read.bytes });
  }
  const refusal = unreadable(read);
  return refusal ? { raw, refusal } : { raw, parsed: parseRequest(raw) };
}

function unreadable(read: BodyRead): Refusal | undefined {
  switch (read.kind) {
    case "too-large":
      return {
        kind: "refusal",
        status: 413,
        rule: GUARD_RULES.bodyTooLarge,
        why: `the body is larger than ${read.limit} bytes`,
      };
    case "too-slow":
      return {
        kind: "refusal",
        status: 408,
        rule: GUARD_RULES.bodyTooSlow,
        why: `the body did not arrive within ${read.deadlineMs / 1000} s`,
      };
    case "broken":
      return { kind: "refusal", status: 400, rule: GUARD_RULES.bodyBroken };
    default:
      return undefined;
  }
}

interface Judgement {
  readonly verdict: Verdict;
  readonly raw: RawRequest;
  readonly inspected?: InspectedRequest;
  readonly input?: GuardInput;
}

function judge(parts: GuardParts, settings: RoomSettings, now: number, taken: TakenIn): Judgement {
  const { raw, parsed, limit, failedOpen = false } = taken;
  const { mode, level, threshold } = settings;
  const refusal = taken.refusal ?? (parsed && refusalOf(parsed));
  const common = { mode, level, threshold, failedOpen, ...(limit ? { limit } : {}) };
  if (!parsed) return { verdict: decide({ ...common, ...(refusal ? { refusal } : {}) }), raw };
  const inspected = inspectParsed(parsed);
  if (refusal) return { verdict: decide({ ...common, refusal }), raw, inspected };
  const { findings, failed } = detect(inspected, { detectors: parts.detectors });
  const score = scoreOf(inspected, findings, settings, now);
  return { verdict: decide({ ...common, score, failed }), raw, inspected, input: inputOf(parsed) };
}
