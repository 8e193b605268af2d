/**
 * A false alarm as an exception: the narrowest that lets the request pass, and what else it would let pass. Pure;
 * part of the engine's chunk.
 * @module
 */
import { examine } from "../detectors/engine.ts";
import { type Exclusion, scoreOf, type ScoreSettings } from "../detectors/score.ts";
import type { Finding, InspectedRequest } from "../detectors/types.ts";
import type { Entry } from "./draft.ts";
import { type BrowserFacts, draftOf, wireOf } from "./request.ts";
import type { Circumstances, Trace } from "./verdict.ts";

/** Where an exception holds; reason and end are the visitor's. */
export type Place = Pick<Exclusion, "rule" | "path" | "parameter">;

/** Rules that one request can need an exception from; whoever needs more has no false alarm. */
const MAX_PLACES = 12;

/** The fewest exceptions, rule by path by parameter, that bring the request below the threshold. */
export function placesOf({ examination }: Trace, settings: ScoreSettings, now: number): readonly Place[] {
  const { request, findings } = examination;
  const places: Place[] = [];
  while (places.length < MAX_PLACES) {
    const exclusions = [...settings.exclusions, ...places.map((place) => ({ ...place, reason: "" }))];
    const score = scoreOf(request, findings, { ...settings, exclusions }, now);
    const [heaviest] = score.contributions;
    if (heaviest?.state !== "deciding" || (places.length > 0 && !score.reached)) break;
    places.push(placeOf(request, heaviest.finding));
  }
  return places;
}

function placeOf(request: InspectedRequest, { rule, evidence }: Finding): Place {
  const parameter = request.fields[evidence?.field ?? -1]?.name;
  return { rule, path: request.path, ...(parameter ? { parameter } : {}) };
}

/** What some exceptions would change. */
export interface Consequences {
  /** The request itself, afterwards. */
  readonly score: number;
  readonly reached: boolean;
  /** Attacks of the library on the same path that are refused now, and those of them that would pass. */
  readonly caught: number;
  readonly lost: readonly Entry[];
}

/** What stands around the question: the settings, the time, the library, the browser that would throw it. */
export interface Question {
  readonly settings: ScoreSettings;
  readonly around: Circumstances;
  readonly entries: readonly Entry[];
  readonly browser: BrowserFacts;
}

/** Judges the request and the library's attacks on its path with the exceptions added. */
export function consequencesOf(trace: Trace, added: readonly Exclusion[], question: Question): Consequences {
  const { settings, around: { now, model }, entries, browser } = question;
  const wider = { ...settings, exclusions: [...settings.exclusions, ...added] };
  const { request, findings } = trace.examination;
  const { score, reached } = scoreOf(request, findings, wider, now);
  const lost: Entry[] = [];
  let caught = 0;
  for (const entry of entries) {
    if (entry.truth !== "attack") continue;
    const refused = entry.requests.map((each) => wireOf(draftOf(each), browser).raw)
      .filter(({ path }) => added.some((exclusion) => isOn(path, exclusion)))
      .map((raw) => examine(raw, settings, { now, model })).filter(({ score }) => score.reached);
    if (refused.length === 0) continue;
    caught++;
    if (refused.some(({ request, findings }) => !scoreOf(request, findings, wider, now).reached)) lost.push(entry);
  }
  return { score, reached, caught, lost };
}

function isOn(path: string, exclusion: Exclusion): boolean {
  return exclusion.path.endsWith("*") ? path.startsWith(exclusion.path.slice(0, -1)) : path === exclusion.path;
}
