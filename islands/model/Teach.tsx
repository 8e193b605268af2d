/**
 * Teach it: samples of the visitor, a training in the page, the verdicts that it changes, and the way back.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { addSample, engine, lesson, load, place, shipped, taught } from "./bench.ts";
import { Changes } from "./Changes.tsx";
import type { Case, Taught } from "./lesson.ts";
import { MAX_TAUGHT, MAX_TEXT } from "./limits.ts";
import { requestOf } from "./place.ts";
import { casesOf, fetchPractice } from "./practice.ts";
import { Samples } from "./Samples.tsx";
import { saveSamples, saveWeights } from "./save.ts";

/** Milliseconds of training before the browser may draw. */
const SLICE = 8;

/** Samples, buttons, what changed. */
export function Teach() {
  useEffect(() => void load(), []);
  const box = useRef<HTMLTextAreaElement>(null);
  const text = useSignal("");
  const progress = useSignal<number | undefined>(undefined);
  const trouble = useSignal<string | undefined>(undefined);
  const samples = taught.value;
  const add = (attack: boolean) => {
    if (text.value === "") return;
    addSample({ text: text.value, attack, place: place.value });
    text.value = "";
    // The button that was pressed has nothing to add any more.
    box.current?.focus();
  };
  const train = async () => {
    const [chunk, model] = [engine.peek(), shipped.peek()];
    if (!chunk || !model || progress.peek() !== undefined || taught.peek().length === 0) return;
    progress.value = 0;
    trouble.value = undefined;
    try {
      const practice = await fetchPractice();
      const samples = taught.peek();
      const steps = chunk.teach(model, practice.known, samples);
      let sliceEnd = performance.now() + SLICE;
      for (;;) {
        const { value, done } = steps.next();
        if (done) {
          const cases = [...samples.map(caseOf), ...casesOf(practice)];
          lesson.value = { model: value, changes: chunk.compare(cases, model, value), samples: samples.length };
          break;
        }
        if (performance.now() < sliceEnd) continue;
        progress.value = value;
        await new Promise((resolve) => setTimeout(resolve));
        sliceEnd = performance.now() + SLICE;
      }
    } catch {
      trouble.value = "The samples that the model knows could not be fetched. Try again.";
    }
    progress.value = undefined;
  };
  const reset = () => {
    taught.value = [];
    lesson.value = undefined;
  };
  return (
    <div class="tool">
      <div class="tool-ask">
        <label for="teach-text">A text, and the truth</label>
        <textarea
          id="teach-text"
          ref={box}
          class="field mono"
          rows={2}
          maxLength={MAX_TEXT}
          spellcheck={false}
          value={text.value}
          onInput={({ currentTarget }) => text.value = currentTarget.value}
        />
        <div class="row">
          <button
            type="button"
            class="button"
            disabled={text.value === "" || samples.length >= MAX_TAUGHT}
            onClick={() => add(true)}
          >
            Add as an attack
          </button>
          <button
            type="button"
            class="button"
            disabled={text.value === "" || samples.length >= MAX_TAUGHT}
            onClick={() => add(false)}
          >
            Add as innocent
          </button>
        </div>
        <Samples onTake={() => box.current?.focus()} />
        <div class="row">
          <button
            type="button"
            class="button is-primary"
            aria-disabled={samples.length === 0 || progress.value !== undefined || !engine.value || !shipped.value}
            onClick={train}
          >
            Train
          </button>
          <button
            type="button"
            class="button is-quiet"
            onClick={reset}
          >
            Reset
          </button>
          <button
            type="button"
            class="button is-quiet"
            disabled={samples.length === 0}
            onClick={() => saveSamples(samples)}
          >
            Save samples
          </button>
          <button type="button" class="button is-quiet" disabled={!lesson.value} onClick={saveWeights}>
            Save weights
          </button>
        </div>
        {progress.value !== undefined && (
          <label class="progress">
            <progress max={1} value={progress.value} /> training
          </label>
        )}
      </div>
      <div class="tool-say">
        {trouble.value && <p class="note" role="alert">{trouble.value}</p>}
        {lesson.value
          ? <Changes changes={lesson.value.changes} samples={lesson.value.samples} />
          : <p class="empty">Nothing was taught yet: the page judges by the weights that the server runs.</p>}
      </div>
    </div>
  );
}

function caseOf({ text, attack, place }: Taught, index: number): Case {
  return { id: `taught-${index}`, title: text, attack, raw: requestOf(text, place) };
}
