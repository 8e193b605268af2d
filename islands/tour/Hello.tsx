/**
 * A line for the first visit: take the tour, begin with a lesson, or neither. theme.js hides it before the first
 * paint for whoever has seen it. The tour itself is loaded when it begins.
 * @module
 */
import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";

/** Where the browser keeps that the line was seen. */
const KEY = "glasshouse.hello";

type TourType = ComponentType<{ readonly onEnd: () => void }>;

/** The line, or the tour. */
export function Hello() {
  const gone = useSignal(false);
  const tour = useSignal<TourType | undefined>(undefined);
  const dismiss = () => {
    gone.value = true;
    try {
      localStorage.setItem(KEY, "seen");
    } catch {
      // A browser that keeps nothing greets again.
    }
  };
  const begin = async () => {
    dismiss();
    const { Tour } = await import("./Tour.tsx");
    tour.value = Tour;
  };
  useEffect(() => {
    addEventListener("glass:tour", begin);
    return () => removeEventListener("glass:tour", begin);
  }, []);
  const Tour = tour.value;
  if (Tour) return <Tour onEnd={() => tour.value = undefined} />;
  if (gone.value) return null;
  return (
    <aside class="hello" aria-label="First visit">
      <p>New here?</p>
      <button type="button" class="button" aria-keyshortcuts="t" onClick={begin}>Take the tour</button>
      <a href="/learn/sql-login">Begin with lesson 1</a>
      <button
        type="button"
        class="link"
        onClick={() => {
          dismiss();
          // The button that had the focus is gone.
          document.querySelector<HTMLElement>("#throw")?.focus();
        }}
      >
        No, thanks
      </button>
    </aside>
  );
}
