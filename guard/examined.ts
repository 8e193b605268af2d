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

interface Known {
  readonly raw: RawRequest;
  readonly examined: Examined;
}

/** Examines requests with one set of detectors. */
export class Examiner {
  /** The last of each sketch that came more than once: comparing costs less than putting a key together. */
  readonly #known = new Map<number, Known>();
  /** Sketches that came once: a request that never comes again is not worth the memory of its examination. */
  readonly #once = new Set<number>();

  constructor(readonly detectors: readonly Detector[], readonly model: Model | undefined) {}

  /** Examines, or remembers. */
  examine(raw: RawRequest): Examined {
    if (raw.body !== undefined) return this.#examine(raw);
    const sketch = sketchOf(raw);
    const known = this.#known.get(sketch);
    if (known && isAlike(known.raw, raw)) return known.examined;
    const examined = this.#examine(raw);
    const { failed } = examined.detection;
    if (failed.length === 0 && lengthOf(raw) <= MAX_EXAMINED_CHARS) this.#remember(sketch, { raw, examined });
    return examined;
  }

  #examine(raw: RawRequest): Examined {
    const parsed = parseRequest(raw);
    const inspected = inspectParsed(parsed, quietPathsOf(this.detectors));
    const detection = detect(inspected, { detectors: this.detectors, model: this.model });
    return new Examined(inspected, detection, refusalOf(parsed) ?? inputOf(parsed));
  }

  /** From the second time on. First in, first out: what is asked for often comes back at once. */
  #remember(sketch: number, known: Known): void {
    if (this.#known.has(sketch) || this.#once.delete(sketch)) {
      this.#known.set(sketch, known);
      if (this.#known.size > MAX_EXAMINED) deleteFirst(this.#known);
    } else {
      this.#once.add(sketch);
      if (this.#once.size > MAX_EXAMINED) deleteFirst(this.#once);
    }
  }
}

function deleteFirst<K>(collection: Map<K, unknown> | Set<K>): void {
  const [oldest] = collection.keys();
  if (oldest !== undefined) collection.delete(oldest);
}

/** Characters that keeping the request takes. */
function lengthOf({ method, path, query, headers }: RawRequest): number {
  let length = method.length + path.length + query.length;
  for (const [name, value] of headers) length += name.length + value.length;
  return length;
}
