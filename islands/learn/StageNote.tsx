/**
 * Says when the guard is not set as a step needs it, and sets it.
 * @module
 */
import { changeSettings, settings } from "../feed.ts";
import type { Step } from "./progress.ts";
import { changeFor, differences, stageOf } from "./stage.ts";
import type { OpenLesson } from "./store.ts";

/** One line with a button; nothing where all is as it should be. */
export function StageNote({ opened: { lesson, attack }, step }: { readonly opened: OpenLesson; readonly step: Step }) {
  const now = settings.value;
  if (!now) return null;
  const stage = stageOf(lesson, step, attack.expect.action === "gap");
  const differ = differences(stage, now);
  if (differ.length === 0) return null;
  return (
    <div class="stage">
      <p>The guard is not set for this step: {differ.join("; ")}.</p>
      <button type="button" class="button" onClick={() => changeSettings(changeFor(stage, now))}>
        {differ.length === 1 && stage.mode && now.mode !== stage.mode ? `Switch to ${stage.mode}` : "Set the guard"}
      </button>
    </div>
  );
}
