/**
 * What a lesson has beside its text, by lesson and step.
 * @module
 */
import { Confusion } from "./Confusion.tsx";
import { Exclude } from "./Exclude.tsx";
import { LoginBoard } from "./LoginBoard.tsx";
import type { Step } from "./progress.ts";
import { RateLab } from "./RateLab.tsx";
import type { OpenLesson } from "./store.ts";
import { Tries } from "./Tries.tsx";
import { Tuning } from "./Tuning.tsx";

/** The panel; nothing where the bench is enough. */
export function Panel({ opened, step }: { readonly opened: OpenLesson; readonly step: Step }) {
  if (step === "verify") return <Confusion />;
  const defending = step === "defend";
  if (!defending && step !== "observe" && step !== "attack") return null;
  switch (opened.lesson.id) {
    case "rate-limits":
      return step === "attack" ? null : <RateLab choosing={defending} />;
    case "brute-force":
      return step === "attack" ? null : <LoginBoard choosing={defending} />;
    case "evade":
      return defending ? null : <Tries />;
    case "tuning":
      return defending ? <Tuning /> : null;
    case "false-alarm":
      return defending ? <Exclude opened={opened} /> : null;
    default:
      return null;
  }
}
