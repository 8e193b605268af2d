/**
 * A request taken apart and examined. Requests without a body that look exactly alike, header for header, are examined
 * once: the engine is pure, so the same request always gives the same findings.
 * @module
 */
import { detect, type Detection, quietPathsOf } from "../detectors/engine.ts";
import type { Model } from "../detectors/anomaly/weights.ts";
import { type Score, scoreOf } from "../detectors/score.ts";
import { inspectParsed, parseRequest } from "../detectors/request/mod.ts";
import type { Detector, InspectedRequest, RawRequest } from "../detectors/types.ts";
import { isAlike, sketchOf } from "./alike.ts";
import type { Refusal } from "./decide.ts";
import type { StoredParts } from "./event.ts";
import { inputOf, refusalOf } from "./input.ts";
import { MAX_EXAMINED, MAX_EXAMINED_CHARS } from "./limits.ts";
import type { GuardInput, RoomSettings, Verdict } from "./types.ts";

/** What the engine said of a request, and what follows from that alone. */
export class Examined {
  /** What follows under the settings that were asked for last: most requests come under the same. */
  #settings: RoomSettings | undefined;
  #score: Score | undefined;
  #verdict: Verdict | undefined;
  #stored: StoredParts | undefined;
  #problem: string | undefined;

  constructor(
    readonly inspected: InspectedRequest,
    readonly detection: Detection,
    /** What the handler gets, or why it gets nothing. */
    readonly read: GuardInput | Refusal,
  ) {}

  /** What the findings add up to. Exceptions end some day, so with them the time counts too. */
  scoreUnder(settings: RoomSettings, now: number): Score {
    const { inspected, detection: { findings } } = this;
    if (settings.exclusions.length > 0) return scoreOf(inspected, findings, settings, now);
    this.#turnTo(settings);
    return this.#score ??= scoreOf(inspected, findings, settings, now);
  }

  /** The verdict that was kept under these settings. */
  verdictUnder(settings: RoomSettings): Verdict | undefined {
    this.#turnTo(settings);
    return this.#verdict;
  }

  /** Keeps a verdict for which nothing counted but the request itself: as long as the settings are the same, so is it. */
  keep(verdict: Verdict): void {
    this.#verdict = verdict;
  }

  /** What an event keeps of the request and of a verdict on it: made once where the verdict is one that was given before. */
  storedAs(verdict: Verdict, make: () => StoredParts): StoredParts {
    return verdict === this.#verdict ? this.#stored ??= make() : make();
  }

  /** What a refusal by this verdict says, likewise. */
  refusedBy(verdict: Verdict, make: () => string): string {
    return verdict === this.#verdict ? this.#problem ??= make() : make();
  }

  #turnTo(settings: RoomSettings): void {
    if (this.#settings === settings) return;
    this.#settings = settings;
    this.#score = undefined;
    this.#verdict = undefined;
    this.#stored = undefined;
    this.#problem = undefined;
  }
}

/** Examines requests with one set of detectors. */
export class Examiner {
  readonly #known = new Map<string, Examined>();
  /** Of those that were asked for lately the last of each sketch: comparing costs less than putting a key together. */
  readonly #near = new Map<number, { readonly raw: RawRequest; readonly examined: Examined }>();
  /** Requests that came once: one that never comes again is not worth the memory of its examination. */
  readonly #once = new Set<string>();

  constructor(readonly detectors: readonly Detector[], readonly model: Model | undefined) {}

  /** Examines, or remembers. */
  examine(raw: RawRequest): Examined {
    const hasBody = raw.body !== undefined;
    const sketch = hasBody ? 0 : sketchOf(raw);
    const near = hasBody ? undefined : this.#near.get(sketch);
    if (near && isAlike(near.raw, raw)) return near.examined;
    const key = hasBody ? undefined : keyOf(raw);
    const known = key === undefined ? undefined : this.#known.get(key);
    if (known) {
      this.#near.set(sketch, { raw, examined: known });
      if (this.#near.size > MAX_EXAMINED) deleteFirst(this.#near);
      return known;
    }
    const parsed = parseRequest(raw);
    const inspected = inspectParsed(parsed, quietPathsOf(this.detectors));
    const detection = detect(inspected, { detectors: this.detectors, model: this.model });
    const examined = new Examined(inspected, detection, refusalOf(parsed) ?? inputOf(parsed));
    if (key !== undefined && detection.failed.length === 0) this.#remember(key, examined);
    return examined;
  }

  /** From the second time on. First in, first out: what is asked for often comes back at once. */
  #remember(key: string, examined: Examined): void {
    if (this.#once.delete(key)) {
      this.#known.set(key, examined);
      if (this.#known.size > MAX_EXAMINED) deleteFirst(this.#known);
    } else {
      this.#once.add(key);
      if (this.#once.size > MAX_EXAMINED) deleteFirst(this.#once);
    }
  }
}

function deleteFirst<K>(collection: Map<K, unknown> | Set<K>): void {
  const [oldest] = collection.keys();
  if (oldest !== undefined) collection.delete(oldest);
}

/** Everything the engine sees; undefined for a request that is too long to keep. */
function keyOf({ method, path, query, headers }: RawRequest): string | undefined {
  // No part but a header's value can contain a line feed, and a value cannot either.
  let key = `${method}\n${path}\n${query}`;
  for (const [name, value] of headers) key += `\n${name}:${value}`;
  return key.length > MAX_EXAMINED_CHARS ? undefined : key;
}
