/**
 * The tabs of the playground on a phone; a badge on House counts what came while one looked elsewhere.
 * @module
 */
import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { events, link } from "./feed.ts";
import { PaneButtons } from "./PaneButtons.tsx";

const PANES = [["throw", "Throw"], ["glass", "Glass"], ["house", "House"]] as const;

/** The tabs, with the number of new events. */
export function Tabs() {
  const pane = useSignal("throw");
  const seen = useSignal("");
  const fresh = useComputed(() => (events.value ?? []).filter(({ id }) => id > seen.value).length);
  useSignalEffect(() => {
    const list = events.value;
    const isLooking = pane.value === "house";
    // The first list is the past; and whoever looks at the house has seen it.
    if (list && (seen.peek() === "" || isLooking)) seen.value = list[0]?.id ?? " ";
  });
  const badge = (name: string) => {
    if (name !== "house" || pane.value === "house") return false;
    // The house says so itself; who looks elsewhere would take old numbers for new ones.
    if (link.value.state === "lost") return <span class="badge is-lost">lost</span>;
    return fresh.value > 0 && (
      <span class="badge">
        {fresh.value}
        <span class="visually-hidden">new events</span>
      </span>
    );
  };
  return <PaneButtons panes={PANES} open={pane} badge={badge} />;
}
