/**
 * On a phone the panes of a lesson are tabs: the text, the bench, the glass.
 * @module
 */
import { useSignal } from "@preact/signals";
import { PaneButtons } from "../PaneButtons.tsx";

const PANES = [["lesson", "Lesson"], ["throw", "Bench"], ["glass", "Glass"]] as const;

/** The tabs of a lesson. */
export function PaneTabs() {
  return <PaneButtons panes={PANES} open={useSignal("lesson")} />;
}
