/**
 * Done, going, open, wrong: a shape with its word for those who do not see it.
 * @module
 */

const PATHS = {
  done: "M2 6.5l3 3l5-7",
  going: "M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9zM6 4v2.5l1.5 1",
  open: "M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z",
  wrong: "M2.5 2.5l7 7M9.5 2.5l-7 7",
} as const;

export interface MarkProps {
  readonly state: keyof typeof PATHS;
  /** Word for a screen reader; none where the text beside it says it already. */
  readonly word?: string;
}

/** The shape. */
export function Mark({ state, word }: MarkProps) {
  return (
    <>
      <svg class={`tick is-${state}`} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
        <path d={PATHS[state]} />
      </svg>
      {word && <span class="visually-hidden">{word}</span>}
    </>
  );
}
