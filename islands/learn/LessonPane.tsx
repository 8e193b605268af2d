/**
 * The lesson beside the bench: its steps, the one that is open, the way on.
 * @module
 */
import { useEffect, useRef } from "preact/hooks";
import type { LoadedLesson } from "../../attacks/load.ts";
import type { Entry } from "../draft.ts";
import { watchSettings } from "./check.ts";
import { Mark } from "./Mark.tsx";
import { LESSON_POINTS, nextStep, pointsOf, stateOf, type Step, STEPS, WORTH } from "./progress.ts";
import { StepBody } from "./Step.tsx";
import { forget, goTo, keeps, open, type OpenLesson, progressNow, startLesson, step } from "./store.ts";

export interface LessonPaneProps {
  readonly lesson: LoadedLesson;
  readonly attack: Entry;
  readonly entries: readonly Entry[];
  /** Every lesson, in order. */
  readonly lessons: readonly { readonly id: string; readonly title: string }[];
}

/** Titles of the steps. */
const TITLES: Readonly<Record<Step, string>> = {
  predict: "Predict",
  attack: "Attack",
  observe: "Observe",
  explain: "Explain",
  defend: "Defend",
  verify: "Verify",
  reflect: "Reflect",
};

/** Head, steps, body, foot. */
export function LessonPane({ lesson, attack, entries, lessons }: LessonPaneProps) {
  const ids = lessons.map(({ id }) => id);
  const opened: OpenLesson = { lesson, attack, entries, ids };
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    startLesson(opened);
    return watchSettings();
  }, []);
  const progress = progressNow();
  const now = step.value;
  const show = (next: Step) => {
    goTo(next);
    requestAnimationFrame(() => title.current?.focus());
  };
  return (
    <div class="lesson">
      <p class="lesson-head">
        <a href="/learn">Lesson {lesson.order} of {lessons.length}</a>
        <span class="quiet">about {lesson.minutes} min</span>
        <span class="lesson-points">{pointsOf(progress)} of {LESSON_POINTS} points</span>
      </p>
      <h2 class="lesson-title">{lesson.title}</h2>
      <nav class="steps" aria-label="Steps of the lesson">
        <ol>
          {STEPS.map((name) => (
            <li key={name}>
              <a
                href={`#${name}`}
                aria-current={name === now ? "step" : undefined}
                onClick={(event) => {
                  event.preventDefault();
                  show(name);
                }}
              >
                <Mark
                  state={progress.done.includes(name) ? "done" : "open"}
                  {...(progress.done.includes(name) ? { word: "done:" } : {})}
                />
                {TITLES[name]}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <section class="step-body" aria-labelledby="step-title">
        <h3 id="step-title" ref={title} tabIndex={-1}>
          {TITLES[now]}
          {WORTH[now] !== undefined && <span class="quiet">{WORTH[now]} points</span>}
        </h3>
        <StepBody opened={open.value ?? opened} step={now} progress={progress} />
      </section>
      <Foot now={now} lessons={lessons} id={lesson.id} show={show} />
      {!keeps.value && <p class="note">This browser keeps nothing: your progress ends with this page.</p>}
    </div>
  );
}

interface FootProps {
  readonly now: Step;
  readonly id: string;
  readonly lessons: LessonPaneProps["lessons"];
  readonly show: (step: Step) => void;
}

/** Back, on, and at the end the next lesson. */
function Foot({ now, id, lessons, show }: FootProps) {
  const at = STEPS.indexOf(now);
  const [before, after] = [STEPS[at - 1], STEPS[at + 1]];
  const progress = progressNow();
  const owed = WORTH[now] !== undefined && !progress.done.includes(now);
  const following = lessons[lessons.findIndex((lesson) => lesson.id === id) + 1];
  const finished = stateOf(progress) === "done";
  return (
    <div class="lesson-foot">
      {before && <button type="button" class="button is-quiet" onClick={() => show(before)}>Back</button>}
      {after && (
        <button
          type="button"
          class={owed ? "button is-quiet" : "button is-primary"}
          onClick={() => show(after)}
        >
          {owed ? "Skip to" : "Continue to"} {TITLES[after].toLowerCase()}
        </button>
      )}
      {!after && !finished && (
        <button type="button" class="button is-primary" onClick={() => show(nextStep(progress))}>
          Back to what is left: {nextStep(progress)}
        </button>
      )}
      {!after && finished && (
        <p class="finished" role="status">
          <Mark state="done" /> <b>Lesson done, {pointsOf(progress)} of {LESSON_POINTS} points.</b>
        </p>
      )}
      {!after && (
        <a class={finished ? "button is-primary" : "button"} href={following ? `/learn/${following.id}` : "/learn"}>
          {following ? `Next: ${following.title}` : "All lessons"}
        </a>
      )}
      {progress.done.length > 0 && (
        <button type="button" class="link lesson-reset" onClick={() => forget(id)}>start this lesson anew</button>
      )}
    </div>
  );
}
