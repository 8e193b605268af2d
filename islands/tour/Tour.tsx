/**
 * The tour: one stop at a time, beside the page and not over it; by keyboard as by pointer.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { STOPS } from "./stops.ts";

export interface TourProps {
  readonly onEnd: () => void;
}

/** Title, text, back and next; the stop on the page is outlined. */
export function Tour({ onEnd }: TourProps) {
  const at = useSignal(0);
  const title = useRef<HTMLHeadingElement>(null);
  const before = useRef<Element | null>(null);
  const stop = STOPS[at.value];
  const end = () => {
    const back = before.current;
    onEnd();
    const target = back instanceof HTMLElement && back.isConnected ? back : document.querySelector("#throw");
    if (target instanceof HTMLElement) target.focus();
  };
  const move = (step: number) => {
    const next = at.peek() + step;
    if (next >= STOPS.length) end();
    else at.value = Math.max(0, next);
  };
  useEffect(() => {
    before.current = document.activeElement;
  }, []);
  useEffect(() => {
    if (!stop) return;
    dispatchEvent(new CustomEvent("glass:show", { detail: stop.pane }));
    const target = document.querySelector<HTMLElement>(stop.target);
    if (target) {
      target.dataset["tour"] = "";
      target.scrollIntoView({ block: "nearest" });
    }
    title.current?.focus({ preventScroll: true });
    return () => {
      if (target) delete target.dataset["tour"];
    };
  }, [at.value]);
  const onKeyDown = (event: KeyboardEvent) => {
    const action = { ArrowRight: () => move(1), ArrowLeft: () => move(-1), Escape: end }[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  if (!stop) return null;
  return (
    <section class="tour" role="dialog" aria-labelledby="tour-title" aria-describedby="tour-text" onKeyDown={onKeyDown}>
      <div class="tour-text">
        <h2 id="tour-title" ref={title} tabIndex={-1}>
          {stop.title} <span class="quiet num">{at.value + 1}/{STOPS.length}</span>
        </h2>
        <p id="tour-text">{stop.text}</p>
      </div>
      <div class="tour-buttons">
        <button
          type="button"
          class="button is-quiet"
          disabled={at.value === 0}
          onClick={() =>
            move(-1)}
        >
          Back <kbd>←</kbd>
        </button>
        <button
          type="button"
          class="button is-primary"
          onClick={() =>
            move(1)}
        >
          {at.value + 1 < STOPS.length ? "Next" : "Done"} <kbd>→</kbd>
        </button>
        <button type="button" class="button is-quiet" onClick={end}>
          End <kbd>Esc</kbd>
        </button>
      </div>
    </section>
  );
}
