/**
 * A question with options: whoever picks one is told why it is right or wrong.
 * @module
 */
import { useSignal } from "@preact/signals";
import type { Question } from "../../attacks/types.ts";
import { Mark } from "./Mark.tsx";
import { Inline, Prose } from "./Prose.tsx";

export interface ChoicesProps {
  readonly question: Question;
  /** It was answered before: everything is open. */
  readonly answered: boolean;
  readonly onPick: (right: boolean) => void;
  /** One guess, after which everything is open; or as many tries as it takes. */
  readonly once?: boolean;
}

/** Options as buttons. */
export function Choices({ question, answered, onPick, once = false }: ChoicesProps) {
  const picked = useSignal<readonly number[]>([]);
  const isOpen = answered || once && picked.value.length > 0;
  const pick = (index: number) => {
    if (isOpen || picked.peek().includes(index)) return;
    picked.value = [...picked.peek(), index];
    onPick(question.choices[index]?.right ?? false);
  };
  return (
    <div class="question" role="group" aria-label="Question">
      <Prose text={question.text} />
      <ul class="choices">
        {question.choices.map(({ text, right, why }, i) => {
          const isShown = isOpen || picked.value.includes(i);
          const mine = picked.value.includes(i);
          return (
            <li key={i} class={isShown ? (right ? "is-right" : mine ? "is-wrong" : "is-told") : ""}>
              <button type="button" class="choice" aria-disabled={isOpen} aria-pressed={mine} onClick={() => pick(i)}>
                <Mark state={!isShown ? "open" : right ? "done" : "wrong"} />
                <span>
                  <Inline text={text} />
                </span>
              </button>
              <p class="choice-why" aria-live="polite">
                {isShown && (
                  <>
                    <b>{right ? "Right." : "Not quite."}</b> <Inline text={why} />
                  </>
                )}
              </p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
