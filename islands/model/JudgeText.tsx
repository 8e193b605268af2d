/**
 * Judge this text: its characters coloured by what they add, and the sum from characters to points.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { HeatBytes } from "../HeatBytes.tsx";
import { roundedParts } from "../rounding.ts";
import { Text } from "../Text.tsx";
import { addSample, current, engine, failure, lesson, load, place, text } from "./bench.ts";
import { Choice } from "./Choice.tsx";
import type { Judged } from "./judge.ts";
import { MAX_TEXT } from "./limits.ts";
import { PLACES, requestOf } from "./place.ts";
import { Parts } from "./Parts.tsx";
import { odds, signed } from "./words.ts";

/** Texts to begin with: attacks, and innocent ones that look like them. */
const EXAMPLES = [
  "' OR 1=1--",
  "<img src=x onerror=alert(1)>",
  "O'Brien & Sons (est. 1921)",
  "${7*7}",
  "a < b && b > c",
];

/** Text, place, verdict. */
export function JudgeText() {
  useEffect(() => void load(), []);
  const judged = engine.value && current.value &&
    engine.value.judgeRequest(current.value, requestOf(text.value, place.value));
  return (
    <div class="tool">
      <div class="tool-ask">
        <label for="judge-text">Text</label>
        <textarea
          id="judge-text"
          class="field mono"
          rows={4}
          maxLength={MAX_TEXT}
          spellcheck={false}
          autocapitalize="off"
          value={text.value}
          onInput={({ currentTarget }) => text.value = currentTarget.value}
        />
        <Choice label="Where it stands" value={place.value} of={PLACES} onChange={(name) => place.value = name} />
        <div class="examples" role="group" aria-label="Examples">
          {EXAMPLES.map((example) => (
            <button
              key={example}
              type="button"
              class="chip mono"
              onClick={() => text.value = example}
            >
              {example}
            </button>
          ))}
        </div>
      </div>
      <div class="tool-say">
        {lesson.value && <p class="note">Judged by the weights that you taught in this page.</p>}
        {judged && engine.value
          ? <Answer judged={judged} sentence={engine.value.sentenceOf(judged)} />
          : <p class="empty" role="status">{failure.value ?? "The engine and its weights are being fetched."}</p>}
      </div>
    </div>
  );
}

function Answer({ judged, sentence }: { readonly judged: Judged; readonly sentence: string }) {
  const { reading, terms, logit, probability, band, score, blocked, rules } = judged;
  const lit = useSignal<number | undefined>(undefined);
  const part = reading?.parts[lit.value ?? -1];
  const [up = 0, down = 0, bias = 0] = reading
    ? roundedParts([sumOf(reading.shares, 1), sumOf(reading.shares, -1), reading.bias], reading.logit)
    : [];
  const termValues = roundedParts(terms.map(({ value }) => value), logit);
  return (
    <>
      <p class={`say is-${blocked ? "block" : score > 0 ? "flag" : "allow"}`} role="status">{sentence}</p>
      {reading && (
        <>
          <h3>
            <span>
              <Text text={reading.where} />, as the model reads it
            </span>
          </h3>
          <HeatBytes text={reading.text} shares={reading.shares} lit={part && [part.start, part.end]} />
          <p class="legend">
            <span class="hot-4">speaks for an attack</span> <span class="cold-2">speaks against one</span>
          </p>
          <table class="sum-table">
            <tbody>
              <SumRow name="characters that speak for an attack" value={up} />
              <SumRow name="characters that speak against one" value={down} />
              <SumRow name="bias" value={bias} />
              <SumRow name="the model's log-odds" value={reading.logit} total />
              {terms.map(({ name }, i) => (
                <SumRow key={name} name={TERM_WORDS[name] ?? name} value={termValues[i] ?? 0} />
              ))}
              <SumRow name="log-odds of rules and model" value={logit} total />
            </tbody>
          </table>
          <p class="facts num">
            <span>
              probability <b data-fact="probability">{odds(probability)}</b>
            </span>
            <span>
              band <b data-fact="band">{band ? `${band.name}, ${band.points} points` : "none"}</b>
            </span>
            <span>
              rules and model <b data-fact="score">{score} points</b>
            </span>
            {rules.length > 0 && <span>rules {rules.join(", ")}</span>}
          </p>
          <Parts parts={reading.parts} lit={lit} />
        </>
      )}
      <p class="row">
        <button type="button" class="button" onClick={() => teach(true)}>Teach it as an attack</button>
        <button type="button" class="button" onClick={() => teach(false)}>Teach it as innocent</button>
      </p>
    </>
  );
}

/** Terms that are no rules. */
const TERM_WORDS: Readonly<Record<string, string>> = {
  "model": "the same, times its weight beside the rules",
  "bias of both": "bias of both",
  "length": "shared among all that was read",
};

function teach(attack: boolean): void {
  if (text.value !== "") addSample({ text: text.value, attack, place: place.value });
}

function SumRow({ name, value, total = false }: { name: string; value: number; total?: boolean }) {
  return (
    <tr class={total ? "is-total" : undefined}>
      <th scope="row">{name}</th>
      <td class="num">{total ? `= ${signed(value)}` : signed(value)}</td>
    </tr>
  );
}

function sumOf(shares: readonly number[], sign: 1 | -1): number {
  return shares.reduce((sum, share) => share * sign > 0 ? sum + share : sum, 0);
}
