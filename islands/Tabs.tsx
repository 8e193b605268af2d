/**
 * On a phone the panes are tabs; a badge on House counts what came while one looked elsewhere.
 * @module
 */
import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { events } from "./feed.ts";

const PANES = [["throw", "Throw"], ["glass", "Glass"], ["house", "House"]] as const;
type Pane = typeof PANES[number][0];

/** Three buttons at the foot of the screen; hidden where the panes stand side by side. */
export function Tabs() {
  const pane = useSignal<Pane>("throw");
  const seen = useSignal("");
  const fresh = useComputed(() => (events.value ?? []).filter(({ id }) => id > seen.value).length);
  const show = (next: Pane) => {
    pane.value = next;
    seen.value = events.peek()?.[0]?.id ?? seen.peek();
    document.documentElement.dataset["pane"] = next;
    scrollTo(0, 0);
  };
  useEffect(() => {
    const stop = events.subscribe((list) => {
      // The first list is the past; and whoever looks at the house has seen it.
      if (list && (seen.peek() === "" || pane.peek() === "house")) seen.value = list[0]?.id ?? " ";
    });
    const onShow = (event: Event) => {
      const wanted = PANES.find(([name]) => event instanceof CustomEvent && event.detail === name);
      if (wanted) show(wanted[0]);
    };
    addEventListener("glass:show", onShow);
    return () => {
      stop();
      removeEventListener("glass:show", onShow);
    };
  }, []);
  return (
    <nav class="tabs" aria-label="Panes">
      {PANES.map(([name, title]) => (
        <button
          key={name}
          type="button"
          aria-current={pane.value === name ? "true" : undefined}
          onClick={() => show(name)}
        >
          {title}
          {name === "house" && pane.value !== "house" && fresh.value > 0 && (
            <span class="badge">
              {fresh.value}
              <span class="visually-hidden">new events</span>
            </span>
          )}
        </button>
      ))}
    </nav>
  );
}
