/**
 * Attack shapes: lists of payloads into the places that are marked in the request.
 * @module
 */
import { useSignal } from "@preact/signals";
import { draft, running } from "./draft.ts";
import { parsePayloads } from "./matrix.ts";
import type { Draft } from "./request.ts";
import { runAll } from "./run.ts";
import { client } from "./scenario.ts";
import { countOf, MARK, MAX_VOLLEY, placesOf, type Shape, SHAPE_WORD, SHAPES, volley } from "./shapes.ts";
import { plural } from "./words.ts";

export interface VolleyProps {
  readonly start: Draft;
  /** Payloads that stand there at first, one a line. */
  readonly payloads: string;
}

/** Requests that one played client throws, so that its quota is not what decides. */
const PER_CLIENT = 50;

/** Shape, lists, count, and the button that throws. */
export function Volley({ start, payloads }: VolleyProps) {
  const shape = useSignal<Shape>("sniper");
  const [first, second] = [useSignal(payloads), useSignal("1\n2")];
  const current = draft.value ?? start;
  const places = placesOf(current);
  const needsTwo = shape.value === "pitchfork" || shape.value === "cluster bomb";
  const lists = [parsePayloads(first.value), ...(needsTwo ? [parsePayloads(second.value)] : [])];
  const count = places ? countOf(shape.value, places.length, lists) : 0;
  const throwAll = () =>
    runAll(
      `Volley, ${shape.value}`,
      volley(shape.value, current, lists).map((request, i) => {
        const headers = [...request.headers, ["x-demo-ip", client(Math.floor(i / PER_CLIENT), 200)] as const];
        return [{ ...request, headers }, { id: "custom" }] as const;
      }),
    );
  return (
    <div class="volley-lane">
      <p>
        Put {MARK} on both sides of what is to be replaced, in any field above.{" "}
        {places ? <b>{plural(places.length, "place")} marked.</b> : <b>One {MARK} stands alone.</b>}
      </p>
      <label class="inline">
        <span>shape</span>
        <select
          class="field"
          value={shape.value}
          onChange={({ currentTarget }) => shape.value = SHAPES[currentTarget.selectedIndex] ?? "sniper"}
        >
          {SHAPES.map((name) => <option key={name} value={name}>{name}</option>)}
        </select>
      </label>
      <p class="quiet">{SHAPE_WORD[shape.value]}</p>
      <PayloadList title="payloads, one a line" text={first.value} onText={(text) => first.value = text} />
      {needsTwo && (
        <PayloadList
          title="payloads of the second place"
          text={second.value}
          onText={(text) => second.value = text}
        />
      )}
      <p class="facts">
        <button
          type="button"
          class="button"
          disabled={count === 0 || running.value}
          onClick={throwAll}
        >
          Throw {Math.min(count, MAX_VOLLEY)}
        </button>
        {count > MAX_VOLLEY && <span>the first {MAX_VOLLEY} of {count}</span>}
      </p>
    </div>
  );
}

interface PayloadListProps {
  readonly title: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}

function PayloadList({ title, text, onText }: PayloadListProps) {
  return (
    <label class="stacked">
      <span>{title}</span>
      <textarea
        class="field mono lines"
        rows={3}
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
    </label>
  );
}
