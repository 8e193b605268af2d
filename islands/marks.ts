/**
 * Findings on the original bytes: which part of the request, from where to where. Pure.
 * @module
 */
import type { Finding, InspectedRequest, RawRequest } from "../detectors/types.ts";

/** A stretch that a finding matched, in the text of its part. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Index of the finding. */
  readonly finding: number;
}

/** A part of the request as it was sent. */
export interface Part {
  readonly kind: "path" | "query" | "header" | "body";
  /** Name of the header. */
  readonly name: string;
  readonly text: string;
  readonly spans: readonly Span[];
}

/** A stretch of text with the findings that cover it. */
export interface Segment {
  readonly text: string;
  readonly findings: readonly number[];
}

/** Parts of a request with the spans of the findings; headers without a finding are left out unless in `keep`. */
export function partsOf(
  raw: RawRequest,
  request: InspectedRequest,
  findings: readonly Finding[],
  keep: ReadonlySet<string> = new Set(),
): readonly Part[] {
  const spans = new Map<string, Span[]>();
  findings.forEach((finding, index) => {
    const place = placeOf(raw, request, finding);
    if (!place) return;
    const list = spans.get(place.key) ?? [];
    list.push({ start: place.start, end: place.end, finding: index });
    spans.set(place.key, list);
  });
  const parts: Part[] = [{ kind: "path", name: "", text: raw.path, spans: spans.get("path") ?? [] }];
  if (raw.query !== "") parts.push({ kind: "query", name: "", text: raw.query, spans: spans.get("query") ?? [] });
  raw.headers.forEach(([name, value], index) => {
    const own = spans.get(`header ${index}`);
    if (own || keep.has(name.toLowerCase())) parts.push({ kind: "header", name, text: value, spans: own ?? [] });
  });
  const body = bodyText(raw);
  if (body !== "") parts.push({ kind: "body", name: "", text: body, spans: spans.get("body") ?? [] });
  return parts;
}

/** The body as text. */
export function bodyText(raw: RawRequest): string {
  if (raw.body === undefined) return "";
  return typeof raw.body === "string" ? raw.body : new TextDecoder().decode(raw.body);
}

interface Place {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

function placeOf(raw: RawRequest, request: InspectedRequest, finding: Finding): Place | undefined {
  const { evidence } = finding;
  const field = evidence && request.fields[evidence.field];
  if (!evidence || !field) return undefined;
  const [start, end] = [field.at + evidence.start, field.at + evidence.end];
  switch (field.source) {
    case "path":
    case "query":
    case "body":
      return { key: field.source, start, end };
    case "header":
    case "cookie": {
      const wanted = field.source === "cookie" ? "cookie" : field.name.toLowerCase();
      const index = raw.headers.findIndex(([name, value]) =>
        field.role === "name"
          ? name === field.raw
          : name.toLowerCase() === wanted && value.slice(field.at, field.at + field.raw.length) === field.raw
      );
      return index < 0 ? undefined : { key: `header ${index}`, start, end };
    }
  }
}

/** Cuts a text at the edges of its spans; every piece knows the findings that cover it. */
export function segmentsOf(text: string, spans: readonly Span[]): readonly Segment[] {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of spans) {
    cuts.add(Math.max(0, Math.min(start, text.length)));
    cuts.add(Math.max(0, Math.min(end, text.length)));
  }
  const edges = [...cuts].sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const [from, to] = [edges[i]!, edges[i + 1]!];
    const findings = spans.filter(({ start, end }) => start <= from && end >= to).map(({ finding }) => finding);
    segments.push({ text: text.slice(from, to), findings });
  }
  return segments;
}

/** Longest stretch without a finding that is shown whole; the middle of a longer one is left out. */
const MAX_PLAIN = 600;

/** Shortens what no finding covers: `[text]`, or `[head, count of characters left out, tail]`. */
export function shorten(segment: Segment): readonly [string] | readonly [string, number, string] {
  const { text, findings } = segment;
  if (findings.length > 0 || text.length <= MAX_PLAIN) return [text];
  return [text.slice(0, MAX_PLAIN / 2), text.length - MAX_PLAIN, text.slice(-MAX_PLAIN / 2)];
}
