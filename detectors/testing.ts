/**
 * Words for detector tests: build a request from one value, say which rules fire. Pure, like what it tests.
 * @module
 */
import { rawView } from "./decode/view.ts";
import { inspect } from "./request/mod.ts";
import { POINTS } from "./score.ts";
import type { Detector, Finding, InspectedField, InspectedRequest, Level, RawRequest } from "./types.ts";

/** A request whose query parameter `q` carries `text`, percent-encoded as a browser would. */
export function requestWith(text: string): InspectedRequest {
  return inspect(getWith(text));
}

/** The raw request that `requestWith` inspects. */
export function getWith(text: string): RawRequest {
  const query = `q=${encodeURIComponent(new TextDecoder().decode(new TextEncoder().encode(text)))}`;
  return { method: "GET", path: "/api/search", query, headers: [["host", "app.example.test"]] };
}

/** A request with one field that is read as it is: where the decoders are not what is tested or timed. */
export function requestOfField(raw: string, source: InspectedField["source"] = "body"): InspectedRequest {
  const view = rawView(raw);
  const { chars } = view;
  const field = { source, name: "q", role: "value", syntax: "text", raw, at: 0, views: [view], chars } as const;
  return { method: "POST", path: "/", fields: [field], notes: [], chars };
}

/** What the detector finds in `text`, up to a level (default 1). */
export function findingsIn(detector: Detector, text: string, level: Level = 1): Finding[] {
  return detector.detect(requestWith(text)).filter((finding) => finding.level <= level);
}

/** Ids of the rules that fire on `text`, up to a level (default 1). */
export function rulesIn(detector: Detector, text: string, level: Level = 1): string[] {
  return findingsIn(detector, text, level).map((finding) => finding.rule);
}

/** Points of the highest rule that fires on `text`: 5 blocks at the default threshold. */
export function pointsIn(detector: Detector, text: string, level: Level = 1): number {
  return Math.max(0, ...findingsIn(detector, text, level).map((finding) => POINTS[finding.severity]));
}
