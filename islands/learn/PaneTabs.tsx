/**
 * On a phone the panes of a lesson are tabs: the text, the bench, the glass.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

const PANES = [["lesson", "Lesson"], ["throw", "Bench"], ["glass", "Glass"]] as const;
type Pane = typeof PANES[number][0];

/** Three buttons at the foot of the screen; hidden where the panes stand side by side. */
export function PaneTabs() {
  const pane = useSignal<Pane>("lesson");
  const show = (next: Pane) => {
    if (next === pane.peek()) return;
    pane.value = next;
    document.documentElement.dataset["pane"] = next;
    scrollTo(0, 0);
  };
  useEffect(() => {
    const onShow = (event: Event) => {
      const wanted = PANES.find(([name]) => event instanceof CustomEvent && event.detail === name);
      if (wanted) show(wanted[0]);
    };
    addEventListener("glass:show", onShow);
    return () => removeEventListener("glass:show", onShow);
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
        </button>
      ))}
    </nav>
  );
}
