/**
 * The scoreboard: sixteen lessons with where each stands, the sum, and the progress as a file.
 * @module
 */
import { useEffect } from "preact/hooks";
import { Backup } from "./Backup.tsx";
import { Mark } from "./Mark.tsx";
import { LESSON_POINTS, nextStep, pointsOf, type Progress, stateOf, totalOf } from "./progress.ts";
import { Inline } from "./Prose.tsx";
import { course, keeps, startCourse } from "./store.ts";

/** A lesson in the table of contents. */
export interface CourseEntry {
  readonly id: string;
  readonly order: number;
  readonly title: string;
  readonly minutes: number;
  readonly difficulty: 1 | 2 | 3;
  /** First sentence of the story. */
  readonly teaser: string;
}

const DIFFICULTY = ["", "easy", "medium", "hard"] as const;

/** Sum, bar, list, file. */
export function Course({ lessons }: { readonly lessons: readonly CourseEntry[] }) {
  useEffect(() => startCourse(lessons.map(({ id }) => id)), []);
  const all = lessons.length * LESSON_POINTS;
  const total = totalOf(course.value);
  const states = lessons.map(({ id }) => stateOf(course.value[id]));
  const done = states.filter((state) => state === "done").length;
  const next = lessons[states.findIndex((state) => state !== "done")];
  return (
    <>
      <section class="score" aria-labelledby="score-title">
        <h3 id="score-title" class="visually-hidden">Scoreboard</h3>
        <p class="score-sum">
          <b class="num" data-score="points">{total}</b> <span class="quiet">of {all} points</span>
        </p>
        <p class="score-sum">
          <b class="num" data-score="done">{done}</b> <span class="quiet">of {lessons.length} lessons done</span>
        </p>
        <progress max={all} value={total} aria-label="Points" />
        {next && (
          <a class="button is-primary" href={`/learn/${next.id}`}>
            {total === 0 ? "Begin" : "Go on"}: {next.title}
          </a>
        )}
        {!next && <p>Every lesson is done. The playground is yours.</p>}
      </section>
      <ol class="course">
        {lessons.map((lesson, i) => (
          <Row key={lesson.id} lesson={lesson} progress={course.value[lesson.id]} state={states[i] ?? "not begun"} />
        ))}
      </ol>
      {!keeps.value && <p class="note">This browser keeps nothing: your progress ends with this page.</p>}
      <Backup ids={lessons.map(({ id }) => id)} />
    </>
  );
}

interface RowProps {
  readonly lesson: CourseEntry;
  readonly progress: Progress | undefined;
  readonly state: ReturnType<typeof stateOf>;
}

function Row({ lesson, progress, state }: RowProps) {
  const { id, order, title, minutes, difficulty, teaser } = lesson;
  return (
    <li data-lesson={id} data-state={state}>
      <a class="course-row" href={`/learn/${id}`}>
        <span class="course-order num">{order}</span>
        <span class="course-text">
          <b>{title}</b>
          <span class="quiet">
            <Inline text={teaser} />
          </span>
        </span>
        <span class="course-facts">
          <span class="dots" aria-hidden="true">
            {[1, 2, 3].map((dot) => <i key={dot} class={dot <= difficulty ? "on" : ""} />)}
          </span>
          <span class="visually-hidden">{DIFFICULTY[difficulty]},</span>
          <span class="quiet num">{minutes} min</span>
        </span>
        <span class="course-state">
          <Mark state={state === "done" ? "done" : state === "going" ? "going" : "open"} />
          {state === "going" && progress ? `going: ${nextStep(progress)}` : state}
          {progress && <span class="num course-points">{pointsOf(progress)}</span>}
        </span>
      </a>
    </li>
  );
}
