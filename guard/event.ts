/**
 * From a judged request to what is stored of it: bounded, without secrets, with every finding naming its field.
 * @module
 */
import { PROFILE_RULES } from "../detectors/anomaly/profile/rules.ts";
import type { Evidence, InspectedField, InspectedRequest, RawRequest } from "../detectors/types.ts";
import {
  MAX_STORED_BODY,
  MAX_STORED_FINDINGS,
  MAX_STORED_HEADER,
  MAX_STORED_HEADERS,
  MAX_STORED_TARGET,
} from "./limits.ts";
import type { Examined } from "./examined.ts";
import { isSecretField, isSecretHeader, mask, maskCards, maskSpans } from "./redact.ts";
import type { EventFinding, GroundTruth, Mode, NewEvent, StoredRequest, Verdict } from "./types.ts";

/** What an event is made of. */
export interface Judged {
  readonly room: string;
  readonly at: number;
  readonly requestId: string;
  readonly client: string;
  readonly peer: string;
  readonly mode: Mode;
  readonly raw: RawRequest;
  /** Missing when the request was refused before it was taken apart. */
  readonly examined?: Examined | undefined;
  readonly verdict: Verdict;
  readonly status: number;
  readonly guardMicros: number;
  readonly attack?: GroundTruth | undefined;
  /** The launcher sent it, whether or not it said what it is. */
  readonly launched?: boolean;
}

/** What an event keeps of a request and of what was found in it, without secrets. */
export interface StoredParts {
  readonly findings: readonly EventFinding[];
  readonly request: StoredRequest;
}

function storedParts(verdict: Verdict, raw: RawRequest, inspected: InspectedRequest | undefined): StoredParts {
  const secrets = inspected?.fields.filter((field) => isSecretField(field) && field.raw !== "") ?? [];
  const findings = verdict.contributions.slice(0, MAX_STORED_FINDINGS).map((contribution): EventFinding => {
    const { finding, points, state } = contribution;
    const { rule, category, severity, level, why, evidence } = finding;
    const field = evidence ? inspected?.fields[evidence.field] : undefined;
    const stored = { rule, category, severity, level, points, state, why };
    if (!evidence || !field) return stored;
    const hidden = isSecretField(field) || touchesSecret(field, evidence, secrets);
    const text = hidden ? mask(evidence.text) : maskCards(evidence.text);
    const found = { ...stored, field: { source: field.source, name: field.name, role: field.role }, text };
    // Everything else the page finds again by itself.
    return rule === PROFILE_RULES.value.id ? { ...found, span: [evidence.start, evidence.end] } : found;
  });
  return { findings, request: storedRequestOf(raw, inspected, secrets) };
}

/** Makes the event. */
export function eventOf(judged: Judged): NewEvent {
  const { verdict, raw, examined, attack } = judged;
  const make = () => storedParts(verdict, raw, examined?.inspected);
  const { findings, request } = examined ? examined.storedAs(verdict, make) : make();
  const top = findings.find((finding) => finding.state === "deciding") ?? findings[0];
  return {
    room: judged.room,
    at: judged.at,
    requestId: judged.requestId,
    method: raw.method,
    path: raw.path.slice(0, MAX_STORED_TARGET),
    client: judged.client,
    ...(judged.peer === judged.client ? {} : { peer: judged.peer }),
    action: verdict.action,
    wouldBe: verdict.wouldBe,
    mode: judged.mode,
    status: judged.status,
    sentence: verdict.sentence,
    ...(top && verdict.wouldBe !== "allow" ? { category: top.category, severity: top.severity } : {}),
    score: verdict.score,
    threshold: verdict.threshold,
    level: verdict.level,
    ...(verdict.wouldBlockAtLevel ? { wouldBlockAtLevel: verdict.wouldBlockAtLevel } : {}),
    findings,
    decidedBy: verdict.decidedBy,
    ...(verdict.model?.lift ? { lift: verdict.model.lift } : {}),
    ...(verdict.failedOpen ? { failedOpen: true } : {}),
    ...(verdict.failed ? { failed: verdict.failed } : {}),
    guardMicros: judged.guardMicros,
    request,
    ...(attack ? { attack } : {}),
  };
}

/** A match in a field that contains a secret, as the whole body contains a password, may show some of it. */
function touchesSecret(field: InspectedField, { start, end }: Evidence, secrets: readonly InspectedField[]): boolean {
  return secrets.some((secret) =>
    secret.source === field.source && secret.at < field.at + end && secret.at + secret.raw.length > field.at + start
  );
}

/** The request, cut to its bounds and with secrets masked in place. */
function storedRequestOf(
  raw: RawRequest,
  inspected: InspectedRequest | undefined,
  secrets: readonly InspectedField[],
): StoredRequest {
  const query = maskCards(maskSpans(raw.query, spansIn(secrets, "query")));
  const path = maskCards(raw.path);
  const headers = raw.headers.slice(0, MAX_STORED_HEADERS).map(([name, value]) => {
    const kept = value.slice(0, MAX_STORED_HEADER);
    return [name, isSecretHeader(name.toLowerCase()) ? mask(kept) : maskCards(kept)] as const;
  });
  const body = storedBody(raw, inspected, secrets);
  const full = textOf(raw.body);
  const truncated = raw.path.length > MAX_STORED_TARGET || raw.query.length > MAX_STORED_TARGET ||
    raw.headers.length > MAX_STORED_HEADERS || raw.headers.some(([, value]) => value.length > MAX_STORED_HEADER) ||
    (full !== undefined && full.length !== body?.length);
  const redacted = secrets.length > 0 || raw.query !== query || (body ?? "").includes("•") ||
    headers.some(([name]) => isSecretHeader(name.toLowerCase()));
  return {
    method: raw.method,
    path: path.slice(0, MAX_STORED_TARGET),
    query: query.slice(0, MAX_STORED_TARGET),
    headers,
    ...(body === undefined ? {} : { body }),
    ...(truncated ? { truncated } : {}),
    ...(redacted ? { redacted } : {}),
  };
}

/**
 * A body that was not taken apart is not stored at all: nobody can say where its secrets are. Nor is one that still
 * shows a secret after masking, as when its bytes and its text do not agree.
 */
function storedBody(
  raw: RawRequest,
  inspected: InspectedRequest | undefined,
  secrets: readonly InspectedField[],
): string | undefined {
  const text = inspected ? textOf(raw.body) : undefined;
  if (text === undefined || inspected?.notes.some(({ code }) => UNTRUSTED.has(code))) return undefined;
  const masked = maskSpans(text, spansIn(secrets, "body"));
  const own = secrets.filter((field) => field.source === "body" && field.raw.length > 3);
  return own.some((field) => masked.includes(field.raw)) ? undefined : maskCards(masked.slice(0, MAX_STORED_BODY));
}

/** Where parsing gave up, secrets may stand in what was not parsed. */
const UNTRUSTED: ReadonlySet<string> = new Set([
  "json.malformed",
  "json.trailing",
  "json.too-deep",
  "fields.too-many",
  "multipart.no-boundary",
  "multipart.no-part",
  "multipart.no-final-boundary",
  "multipart.too-many-parts",
]);

function textOf(body: RawRequest["body"]): string | undefined {
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : body;
}

function spansIn(secrets: readonly InspectedField[], source: "query" | "body"): [number, number][] {
  return secrets.filter((field) => field.source === source).map(({ at, raw }) => [at, at + raw.length]);
}
