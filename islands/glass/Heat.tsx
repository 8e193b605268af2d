/**
 * The model's word as a heat map: how much each character speaks for an attack, or against it.
 * @module
 */
import { judge, model } from "../judging.ts";
import { HeatBytes } from "../HeatBytes.tsx";
import { roundedParts } from "../rounding.ts";
import { Text } from "../Text.tsx";
import type { Trace } from "../verdict.ts";

/** The value that the model judged, tinted; and the sum. */
export function Heat({ trace }: { readonly trace: Trace }) {
  const heat = judge.value?.heatOf(trace, model.value);
  const opinion = trace.examination.opinion;
  if (!heat || !opinion) return null;
  const { text, shares, logit, bias, where } = heat;
  const [characters = 0, base = 0] = roundedParts([shares.reduce((sum, share) => sum + share, 0), bias], logit);
  return (
    <section class="block" aria-label="Model">
      <h3>
        What the model weighs{" "}
        <span class="quiet">
          <Text text={where} />
        </span>
      </h3>
      <HeatBytes text={text} shares={shares} />
      <p class="legend">
        <span class="hot-4">speaks for an attack</span> <span class="cold-2">speaks against one</span>
      </p>
      <p class="facts num">
        <span>characters {signed(characters)}</span>
        <span>bias {signed(base)}</span>
        <span>= model {signed(logit)}</span>
        <span>weighed with the rules {signed(opinion.logit - (opinion.lift ?? 0))}</span>
        {opinion.lift !== undefined && <span>profile {signed(opinion.lift)}</span>}
        <span>
          = probability <b>{opinion.probability.toFixed(3)}</b>
        </span>
      </p>
    </section>
  );
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}
