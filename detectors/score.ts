/**
 * From findings to one number that adds up. Points as in the OWASP Core Rule Set; only the highest hit per
 * category and field counts, so that two rules for one trick do not count twice, and a notice counts once a request,
 * so that one oddity in many fields does not add up to a refusal.
 * @module
 */
import { CATEGORIES, type Category, type Finding, type InspectedRequest, type Level, type Severity } from "./types.ts";

/** Points of a finding by severity. */
export const POINTS: Readonly<Record<Severity, number>> = { notice: 2, warning: 3, error: 4, critical: 5 };

/** Points at which a request is blocked. */
export const DEFAULT_THRESHOLD = 5;

/** Rules that count but need another witness: however low the threshold, a request is not blocked by them alone. */
const NEVER_ALONE: ReadonlySet<string> = new Set(["anomaly.profile", "anomaly.profile-client"]);

/** `live` counts, `dry-run` is only reported, `off` is not even reported. */
export type RuleMode = "live" | "dry-run" | "off";

/** A false alarm that was accepted: this rule does not count for this path and parameter. */
export interface Exclusion {
  /** Rule id. */
  readonly rule: string;
  /** Exact path, or a prefix that ends in `*`. */
  readonly path: string;
  /** Field name; left out: every field. */
  readonly parameter?: string;
  /** Why this is no attack here; shown in the trace. */
  readonly reason: string;
  /** Milliseconds since the epoch after which the exclusion is void. */
  readonly expires?: number;
}

/** How findings are counted. */
export interface ScoreSettings {
  /** Rules up to this level count. */
  readonly level: Level;
  /** Rules up to this level are reported; at least `level`. */
  readonly detectLevel: Level;
  readonly threshold: number;
  readonly rules: Readonly<Record<string, RuleMode>>;
  readonly exclusions: readonly Exclusion[];
}

/** Level 1, reports up to level 2, threshold 5. */
export const DEFAULT_SETTINGS: ScoreSettings = {
  level: 1,
  detectLevel: 2,
  threshold: DEFAULT_THRESHOLD,
  rules: {},
  exclusions: [],
};

/** Why a finding counts or does not. */
export type ContributionState = "deciding" | "also-matched" | "above-level" | "dry-run" | "excluded";

/** One finding in the sum. */
export interface Contribution {
  readonly finding: Finding;
  /** What the finding is worth; it is in the sum only when `state` is `deciding`. */
  readonly points: number;
  readonly state: ContributionState;
  /** Reason of the exclusion, where one applied. */
  readonly reason?: string;
}

/** The sum, and how it came about. */
export interface Score {
  readonly score: number;
  readonly threshold: number;
  readonly reached: boolean;
  /** Deciding findings first, by points. */
  readonly contributions: readonly Contribution[];
  /** What the sum would be at levels 1 to 4, as far as `detectLevel` looks. */
  readonly atLevel: readonly [number, number, number, number];
  /** The lowest level above the configured one at which the threshold would be reached. */
  readonly wouldBlockAtLevel?: Level;
}

const LEVELS = [1, 2, 3, 4] as const;
const NOTHING: readonly [number, number, number, number] = [0, 0, 0, 0];

/**
 * Adds up findings. `now` (milliseconds since the epoch) decides which exclusions still hold.
 */
export function scoreOf(
  request: InspectedRequest,
  findings: readonly Finding[],
  settings: ScoreSettings = DEFAULT_SETTINGS,
  now = 0,
): Score {
  const { threshold } = settings;
  if (findings.length === 0) {
    return { score: 0, threshold, reached: false, contributions: [], atLevel: NOTHING };
  }
  const counted: Contribution[] = [];
  for (const finding of findings) {
    const contribution = contributionOf(request, finding, settings, now);
    if (contribution) counted.push(contribution);
  }
  if (settings.exclusions.length > 0) withdrawModel(counted);
  sortByWeight(counted);
  const levels = decidingLevels(request, counted);
  const atLevel: [number, number, number, number] = [0, 0, 0, 0];
  const deciding: Contribution[] = [];
  const others: Contribution[] = [];
  let witnessed = 0;
  for (let i = 0; i < counted.length; i++) {
    const contribution = counted[i]!;
    const mask = levels[i]!;
    for (const level of LEVELS) if ((mask & bitOf(level)) !== 0) atLevel[level - 1]! += contribution.points;
    if (!NEVER_ALONE.has(contribution.finding.rule)) witnessed |= mask;
    if (contribution.state !== "deciding") others.push(contribution);
    else if ((mask & bitOf(settings.level)) !== 0) deciding.push(contribution);
    else others.push({ finding: contribution.finding, points: contribution.points, state: "also-matched" });
  }
  const contributions = [...deciding, ...others];
  const score = atLevel[settings.level - 1]!;
  const isReached = (level: Level) => atLevel[level - 1]! >= threshold && (witnessed & bitOf(level)) !== 0;
  const reached = isReached(settings.level);
  const higher = LEVELS.find((level) => level > settings.level && level <= settings.detectLevel && isReached(level));
  const base = { score, threshold, reached, contributions, atLevel };
  return !reached && higher ? { ...base, wouldBlockAtLevel: higher } : base;
}

/** A longer list than nearly every request's is left to the platform, which needs fewer steps but a start. */
const FEW = 24;

/** By points, then by level; stable. */
function sortByWeight(counted: Contribution[]): void {
  if (counted.length > FEW) {
    counted.sort(compareWeight);
    return;
  }
  for (let i = 1; i < counted.length; i++) {
    const moved = counted[i]!;
    let at = i;
    for (; at > 0 && compareWeight(counted[at - 1]!, moved) > 0; at--) counted[at] = counted[at - 1]!;
    counted[at] = moved;
  }
}

function compareWeight(a: Contribution, b: Contribution): number {
  return b.points - a.points || a.finding.level - b.finding.level;
}

function contributionOf(
  request: InspectedRequest,
  finding: Finding,
  settings: ScoreSettings,
  now: number,
): Contribution | undefined {
  const mode = settings.rules === DEFAULT_SETTINGS.rules ? "live" : settings.rules[finding.rule] ?? "live";
  if (mode === "off" || finding.level > Math.max(settings.level, settings.detectLevel)) return undefined;
  const points = POINTS[finding.severity];
  const exclusion = settings.exclusions.length === 0
    ? undefined
    : settings.exclusions.find((candidate) => isExcluded(request, finding, candidate, now));
  if (exclusion) return { finding, points, state: "excluded", reason: exclusion.reason };
  if (mode === "dry-run") return { finding, points, state: "dry-run" };
  return { finding, points, state: finding.level > settings.level ? "above-level" : "deciding" };
}

/** Findings of the model: a second opinion on a value. */
const MODEL = "anomaly.model-";

/** Where a rule's word on a value was declined, the model's opinion of the same value goes with it: it leans on the rule. */
function withdrawModel(counted: Contribution[]): void {
  counted.forEach((contribution, i) => {
    const { finding, state } = contribution;
    if (state === "excluded" || !finding.rule.startsWith(MODEL)) return;
    const declined = counted.find((other) =>
      other.state === "excluded" && other.finding.evidence?.field === finding.evidence?.field
    );
    if (declined?.reason !== undefined) counted[i] = { ...contribution, state: "excluded", reason: declined.reason };
  });
}

function isExcluded(request: InspectedRequest, finding: Finding, exclusion: Exclusion, now: number): boolean {
  if (exclusion.rule !== finding.rule) return false;
  if (exclusion.expires !== undefined && exclusion.expires <= now) return false;
  const { path, parameter } = exclusion;
  const pathFits = path.endsWith("*") ? request.path.startsWith(path.slice(0, -1)) : request.path === path;
  if (!pathFits) return false;
  return parameter === undefined || request.fields[finding.evidence?.field ?? -1]?.name === parameter;
}

/** Bits of a level and of those above it. */
const FROM_LEVEL: Readonly<Record<Level, number>> = { 1: 0b1111, 2: 0b1110, 3: 0b1100, 4: 0b1000 };

function bitOf(level: Level): number {
  return 1 << (level - 1);
}

const CATEGORY_INDEX: ReadonlyMap<Category, number> = new Map(CATEGORIES.map((category, index) => [category, index]));

/**
 * For each contribution the set of levels, as bits, at which it is in the sum. `counted` is in order of points: at
 * every level the highest counts for each category and place, each notice once. One walk answers for all levels.
 */
function decidingLevels(request: InspectedRequest, counted: readonly Contribution[]): number[] {
  const masks: number[] = [];
  // Most requests with findings have one, which nothing can stand before.
  const taken = counted.length > 1 ? new Map<number, number>() : undefined;
  let noticed: Map<string, number> | undefined;
  for (const { finding, state } of counted) {
    let free = state === "deciding" || state === "above-level" ? FROM_LEVEL[finding.level] : 0;
    if (taken && free !== 0) {
      const place = (placeOf(request, finding) + 1) * CATEGORIES.length + CATEGORY_INDEX.get(finding.category)!;
      const before = taken.get(place) ?? 0;
      free &= ~before;
      if (finding.severity === "notice" && free !== 0) {
        const ruleBefore = noticed?.get(finding.rule) ?? 0;
        free &= ~ruleBefore;
        (noticed ??= new Map()).set(finding.rule, ruleBefore | free);
      }
      if (free !== 0) taken.set(place, before | free);
    }
    masks.push(free);
  }
  return masks;
}

/** Index of the field that stands for the finding's place; -1 for the request as a whole. */
function placeOf(request: InspectedRequest, { evidence }: Finding): number {
  return evidence ? request.fields[evidence.field]?.within ?? evidence.field : -1;
}
