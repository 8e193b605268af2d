/**
 * On a phone the panes are tabs: three buttons at the foot of the screen, hidden where the panes stand side by side.
 * @module
 */
import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

interface PaneButtonsProps {
  /** Names and titles; the first is open at the start. */
  readonly panes: readonly (readonly [name: string, title: string])[];
  readonly open: Signal<string>;
  /** What stands behind a title. */
  readonly badge?: (name: string) => ComponentChildren;
}

/** The buttons; the event `glass:show` with a pane's name opens it as well. */
export function PaneButtons({ panes, open, badge }: PaneButtonsProps) {
  const show = (next: string) => {
    if (next === open.peek()) return;
    open.value = next;
    document.documentElement.dataset["pane"] = next;
    scrollTo(0, 0);
  };
  useEffect(() => {
    const onShow = (event: Event) => {
      const wanted = panes.find(([name]) => event instanceof CustomEvent && event.detail === name);
      if (wanted) show(wanted[0]);
    };
    addEventListener("glass:show", onShow);
    return () => removeEventListener("glass:show", onShow);
  }, []);
  return (
    <nav class="tabs" aria-label="Panes">
      {panes.map(([name, title]) => (
        <button
          key={name}
          type="button"
          aria-current={open.value === name ? "true" : undefined}
          onClick={() => show(name)}
        >
          {title}
          {badge?.(name)}
        </button>
      ))}
    </nav>
  );
}
