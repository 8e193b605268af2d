/**
 * What stands in a step: its text, what one does in it, and what it needs of the guard.
 * @module
 */
import { fixLink, refLink } from "../../attacks/refs.ts";
import { splitTarget } from "../request.ts";
import { Choices } from "./Choices.tsx";
import { check, runCheck } from "./check.ts";
import { Hints } from "./Hints.tsx";
import { Panel } from "./Panel.tsx";
import { type Progress, type Step } from "./progress.ts";
import { Prose } from "./Prose.tsx";
import { Source } from "./Source.tsx";
import { StageNote } from "./StageNote.tsx";
import { answer, guess, type OpenLesson } from "./store.ts";
import { toTwin } from "./twin.ts";

export interface StepProps {
  readonly opened: OpenLesson;
  readonly step: Step;
  readonly progress: Progress;
}

/** The body of a step. */
export function StepBody(props: StepProps) {
  const { opened, step, progress } = props;
  const { lesson } = opened;
  switch (step) {
    case "predict":
      return (
        <>
          <Prose text={lesson.story} />
          <Choices
            key={`${lesson.id} predict`}
            question={lesson.predict}
            answered={progress.done.includes("predict")}
            onPick={guess}
            once
          />
        </>
      );
    case "attack":
      return (
        <>
          <Prose text={lesson.task} />
          <StageNote opened={opened} step={step} />
          <ToBench />
          <Hints opened={opened} progress={progress} />
          <Panel opened={opened} step={step} />
        </>
      );
    case "observe":
      return (
        <>
          <Prose text={lesson.observe} />
          <Panel opened={opened} step={step} />
        </>
      );
    case "explain":
      return (
        <Choices
          key={`${lesson.id} explain`}
          question={lesson.explain}
          answered={progress.done.includes("explain")}
          onPick={answer}
        />
      );
    case "defend":
      return <Defend {...props} />;
    case "verify":
      return (
        <>
          <Prose text={lesson.verify} />
          <StageNote opened={opened} step={step} />
          <button
            type="button"
            class="button is-primary"
            aria-disabled={check.value.state === "running"}
            onClick={() => check.peek().state !== "running" && runCheck()}
          >
            Run the check
          </button>
          <p class="quiet">
            It sends the requests of this lesson to a fresh copy of the house, under the guard's settings as they are
            now.
          </p>
          <Panel opened={opened} step={step} />
        </>
      );
    case "reflect":
      return (
        <>
          <Prose text={lesson.reflect} />
          <ReadOn opened={opened} />
        </>
      );
  }
}

function Defend({ opened, step }: StepProps) {
  const { lesson, attack } = opened;
  const { goals } = lesson;
  return (
    <>
      <Prose text={lesson.defend} />
      <StageNote opened={opened} step={step} />
      {goals.defend === "twin" && (
        <p>
          <button type="button" class="button" onClick={() => toTwin(opened)}>
            Put it on the bench for {splitTarget(attack.requests[0]?.target ?? "").path.replace("/api/", "/api/safe/")}
          </button>
        </p>
      )}
      {goals.defend === "limited" && <ToBench />}
      <Panel opened={opened} step={step} />
      <Source lesson={lesson} />
    </>
  );
}

/** Moves the focus to the editor, also where the panes are tabs. */
function ToBench() {
  const go = () => {
    dispatchEvent(new CustomEvent("glass:show", { detail: "throw" }));
    document.querySelector<HTMLElement>("#throw")?.focus();
  };
  return (
    <p>
      <button type="button" class="button" onClick={go}>Go to the bench</button>
    </p>
  );
}

function ReadOn({ opened: { lesson: { refs, fix } } }: { readonly opened: OpenLesson }) {
  return (
    <section aria-labelledby="read-on">
      <h4 id="read-on">Read on</h4>
      <ul class="links">
        <li>
          <a href={fixLink(fix)} rel="noreferrer">The real fix: {fix.replaceAll("_", " ")}</a>{" "}
          <span class="quiet">OWASP cheat sheet</span>
        </li>
        {refs.map((ref) => (
          <li key={ref}>
            <a href={refLink(ref)} rel="noreferrer">{ref}</a> <span class="quiet">{catalogueOf(ref)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function catalogueOf(ref: string): string {
  if (ref.startsWith("CWE")) return "the weakness";
  if (ref.startsWith("CAPEC")) return "the attack pattern";
  if (ref.startsWith("API")) return "OWASP API Security Top 10";
  return "MITRE ATT&CK technique";
}
