/**
 * The learner: progress of the course, the open lesson and its step. Signals; nothing is written here on the server.
 * @module
 */
import { effect, signal } from "@preact/signals";
import type { LoadedLesson } from "../../attacks/load.ts";
import { arrived, type Entry, type Exchange } from "../draft.ts";
import { settings } from "../feed.ts";
import { judge, model } from "../judging.ts";
import { hashOf, parseHash } from "../share.ts";
import { formatCourse, isWinner, parseCourse, type ParsedCourse } from "./course_file.ts";
import { attackReached, type Circumstances, defendReached } from "./goals.ts";
import { type Course, merge, moreTries, nextStep, NOT_BEGUN, type Progress, type Step, STEPS } from "./progress.ts";
import { MAX_HINTS, withProgress, withStep } from "./progress.ts";

/** Where the browser keeps the progress. */
const KEY = "glasshouse.course";

/** Own requests that are remembered for the panels: a few bursts. */
const MAX_OWN = 600;

/** A lesson with the requests that it is about. */
export interface OpenLesson {
  readonly lesson: LoadedLesson;
  /** Ids of all lessons, in order. */
  readonly ids: readonly string[];
  readonly attack: Entry;
  readonly entries: readonly Entry[];
}

/** A request of the learner, thrown in this lesson. */
export interface Own {
  readonly exchange: Exchange;
  /** Milliseconds since the epoch, when it was sent. */
  readonly at: number;
  readonly score?: number;
  readonly probability?: number;
}

export const course = signal<Course>({});
export const open = signal<OpenLesson | undefined>(undefined);
export const step = signal<Step>("predict");
/** Why the last throw did not reach the goal of the step. */
export const why = signal<string | undefined>(undefined);
export const own = signal<readonly Own[]>([]);
/** The burst around the turn of the minute was played to the three algorithms. */
export const played = signal(false);
/** False where the browser keeps nothing. */
export const keeps = signal(true);

/** Reads what the browser kept; `ids` are the lessons that exist. What cannot be read is left alone. */
export function startCourse(ids: readonly string[]): void {
  try {
    const kept = localStorage.getItem(KEY);
    const parsed = kept === null ? undefined : parseCourse(kept, ids);
    if (parsed?.kind === "course") course.value = parsed.course;
    addEventListener("storage", ({ key, newValue }) => {
      if (key !== KEY || newValue === null) return;
      const other = parseCourse(newValue, ids);
      if (other.kind === "course") course.value = other.course;
    });
  } catch {
    keeps.value = false;
  }
}

function keep(next: Course): void {
  course.value = next;
  try {
    localStorage.setItem(KEY, formatCourse(next));
  } catch {
    keeps.value = false;
  }
}

/** Opens a lesson at the step of the address, or at the first that is not done; listens to what comes back. */
export function startLesson(opened: OpenLesson): void {
  startCourse(opened.ids);
  open.value = opened;
  const hashStep = () => STEPS.find((name) => location.hash === `#${name}`);
  step.value = hashStep() ?? (progressNow().done.length > 0 ? nextStep(progressNow()) : "predict");
  addEventListener("hashchange", () => step.value = hashStep() ?? step.value);
  let seen = arrived.peek();
  effect(() => {
    const last = arrived.value;
    if (last && last !== seen) receive(last);
    seen = last;
  });
}

/** Progress of the open lesson. */
export function progressNow(): Progress {
  return course.value[open.value?.lesson.id ?? ""] ?? NOT_BEGUN;
}

function receive(last: Exchange): void {
  const opened = open.peek();
  const now = settings.peek();
  if (!opened || !now) return;
  const { lesson, attack, entries } = opened;
  const { done, winner } = course.peek()[lesson.id] ?? NOT_BEGUN;
  remember(last);
  const around: Circumstances = {
    settings: now,
    attack,
    entries,
    winner: winner === undefined ? undefined : parseHash(winner),
  };
  if (!done.includes("attack")) {
    const reached = attackReached(lesson, last, around);
    if (reached.kind === "missing") why.value = reached.why;
    else {
      const hash = hashOf(last.draft);
      finish("attack", isWinner(hash) ? { winner: hash } : {});
    }
  } else if (step.peek() === "defend" && !done.includes("defend")) {
    const reached = defendReached(lesson, last, around);
    if (reached.kind === "missing") why.value = reached.why;
    else finish("defend");
  }
}

function remember(last: Exchange): void {
  const engine = judge.peek();
  const now = settings.peek();
  const slow = own.peek().length >= 60 || last.failure !== undefined;
  // A burst is the same request again: the panel that shows scores looks at single throws.
  const trace = engine && now && !slow
    ? engine.traceOf(last.wire.raw, now, { mode: now.mode, now: Date.now(), model: model.peek() })
    : undefined;
  const seen: Own = {
    exchange: last,
    at: Date.now() - last.ms,
    ...(trace ? { score: trace.examination.score.score } : {}),
    ...(trace?.examination.opinion ? { probability: trace.examination.opinion.probability } : {}),
  };
  own.value = [...own.peek(), seen].slice(-MAX_OWN);
}

/** Marks a step of the open lesson as done. */
export function finish(done: Step, change: Partial<Progress> = {}): void {
  const id = open.peek()?.lesson.id;
  if (id === undefined) return;
  why.value = undefined;
  keep(withStep(withProgress(course.peek(), id, change), id, done));
}

function alter(change: (progress: Progress) => Partial<Progress>): void {
  const id = open.peek()?.lesson.id;
  if (id !== undefined) keep(withProgress(course.peek(), id, change(course.peek()[id] ?? NOT_BEGUN)));
}

/** Shows a step; what one only reads is done once one goes on. */
export function goTo(next: Step): void {
  const from = step.peek();
  if ((from === "observe" || from === "reflect") && STEPS.indexOf(next) > STEPS.indexOf(from)) finish(from);
  if (next === "reflect") finish("reflect");
  why.value = undefined;
  step.value = next;
  history.replaceState(null, "", `#${next}`);
}

/** The guess: the first one counts. */
export function guess(right: boolean): void {
  if (!progressNow().done.includes("predict")) finish("predict", { guessed: right });
}

/** An answer to the question: wrong ones cost. */
export function answer(right: boolean): void {
  if (progressNow().done.includes("explain")) return;
  if (right) finish("explain");
  else alter(({ tries }) => ({ tries: moreTries(tries) }));
}

/** Shows one more hint. */
export function takeHint(): void {
  alter(({ hints, done }) => ({ hints: done.includes("attack") ? hints : Math.min(hints + 1, MAX_HINTS) }));
}

/** Forgets a lesson, or all of them. */
export function forget(id?: string): void {
  const left = Object.entries(course.peek()).filter(([each]) => id !== undefined && each !== id);
  own.value = [];
  why.value = undefined;
  keep(Object.fromEntries(left));
}

/** Takes a file over: of each lesson the better. */
export function importCourse(text: string, ids: readonly string[]): ParsedCourse {
  const parsed = parseCourse(text, ids);
  if (parsed.kind === "course") keep(merge(course.peek(), parsed.course));
  return parsed;
}
