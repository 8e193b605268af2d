/**
 * A value whose characters are tinted by what they add to a logit: towards an attack, or away from it.
 * @module
 */
import { heatRuns, type Span } from "./heat.ts";
import { Text } from "./Text.tsx";

export interface HeatBytesProps {
  readonly text: string;
  /** Log-odds of each UTF-16 unit. */
  readonly shares: readonly number[];
  /** Span that is pointed at. */
  readonly lit?: Span | undefined;
}

/** The tinted value. */
export function HeatBytes({ text, shares, lit }: HeatBytesProps) {
  return (
    <div class="bytes heat">
      {heatRuns(text, shares, lit).map(({ text, step, lit }, i) => (
        <span key={i} class={`${step === 0 ? "" : step > 0 ? `hot-${step}` : `cold-${-step}`}${lit ? " is-lit" : ""}`}>
          <Text text={text} />
        </span>
      ))}
    </div>
  );
}
