/**
 * How far a learner is, and what it is worth. Pure.
 * @module
 */

/** The way through a lesson. */
export const STEPS = ["predict", "attack", "observe", "explain", "defend", "verify", "reflect"] as const;

/** One step of a lesson. */
export type Step = typeof STEPS[number];

/** Most hints of a lesson, and most wrong answers that still cost something. */
export const MAX_HINTS = 3;
const MAX_TRIES = 4;

/** How far one lesson is. */
export interface Progress {
  readonly done: readonly Step[];
  /** The guess of the step "predict" was right; left out before it. */
  readonly guessed?: boolean;
  /** Wrong answers in the step "explain". */
  readonly tries: number;
  readonly hints: number;
  /** The request that reached the goal, as the hash of a shared link. */
  readonly winner?: string;
}

/** Progress by lesson; lessons not begun are missing. */
export type Course = Readonly<Record<string, Progress>>;

/** A lesson that was not begun. */
export const NOT_BEGUN: Progress = { done: [], tries: 0, hints: 0 };

/** Steps that are worth points, and how much at most. Reading is free. */
export const WORTH: Readonly<Partial<Record<Step, number>>> = {
  predict: 10,
  attack: 40,
  explain: 20,
  defend: 15,
  verify: 15,
};

/** Points of a whole lesson. */
export const LESSON_POINTS = 100;

/** What each hint costs of the attack's points, each wrong answer of the explanation's, and a wrong guess. */
export const HINT_COST = 10;
const TRY_COST = 8;
const GUESS_COST = 5;

/** Points of one step. */
export function pointsOfStep({ done, guessed, tries, hints }: Progress, step: Step): number {
  if (!done.includes(step)) return 0;
  const worth = WORTH[step] ?? 0;
  if (step === "predict") return guessed ? worth : worth - GUESS_COST;
  if (step === "attack") return worth - HINT_COST * Math.min(hints, MAX_HINTS);
  if (step === "explain") return Math.max(2, worth - TRY_COST * tries);
  return worth;
}

/** Points of one lesson. */
export function pointsOf(progress: Progress): number {
  return STEPS.reduce((sum, step) => sum + pointsOfStep(progress, step), 0);
}

/** Points of all lessons. */
export function totalOf(course: Course): number {
  return Object.values(course).reduce((sum, progress) => sum + pointsOf(progress), 0);
}

/** Where a lesson stands: done once every step that is worth points is. */
export function stateOf(progress: Progress | undefined): "not begun" | "going" | "done" {
  if (!progress || progress.done.length === 0 && progress.hints === 0) return "not begun";
  return STEPS.every((step) => WORTH[step] === undefined || progress.done.includes(step)) ? "done" : "going";
}

/** The first step that is not done; the last one where all are. */
export function nextStep({ done }: Progress): Step {
  return STEPS.find((step) => !done.includes(step)) ?? "reflect";
}

/** The course with one lesson changed. */
export function withProgress(course: Course, id: string, change: Partial<Progress>): Course {
  return { ...course, [id]: { ...(course[id] ?? NOT_BEGUN), ...change } };
}

/** The course with a step done, once. */
export function withStep(course: Course, id: string, step: Step): Course {
  const { done } = course[id] ?? NOT_BEGUN;
  if (done.includes(step)) return course;
  return withProgress(course, id, { done: STEPS.filter((each) => each === step || done.includes(each)) });
}

/** Two courses in one: of each lesson the better. */
export function merge(mine: Course, other: Course): Course {
  const merged: Record<string, Progress> = { ...mine };
  for (const [id, progress] of Object.entries(other)) {
    const known = merged[id];
    const better = !known || pointsOf(progress) > pointsOf(known) ||
      pointsOf(progress) === pointsOf(known) && progress.done.length > known.done.length;
    if (better) merged[id] = progress;
  }
  return merged;
}

/** Wrong answers that are counted. */
export function moreTries(tries: number): number {
  return Math.min(tries + 1, MAX_TRIES);
}
