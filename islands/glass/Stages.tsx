/**
 * The way from the bytes to the text that the detector read, for the finding that is lit or else decides.
 * @module
 */
import { lit } from "../draft.ts";
import { type Stage, stagesOf } from "../stages.ts";
import { Text } from "../Text.tsx";
import type { Trace } from "../verdict.ts";
import { plural } from "../words.ts";

/** One line a decoding step. */
export function Stages({ trace: { examination } }: { readonly trace: Trace }) {
  const { request, score } = examination;
  const shown = (score.contributions[lit.value ?? 0] ?? score.contributions[0])?.finding;
  const field = shown?.evidence && request.fields[shown.evidence.field];
  if (!shown?.evidence || !field) return null;
  const stages = stagesOf(field, shown.evidence);
  return (
    <section class="block" aria-label="Decode steps">
      <h3>
        How it was read <span class="quiet">{field.source} {field.name && <Text text={field.name} />}</span>
      </h3>
      <ol class="stages">
        {stages.map((stage, i) => (
          <li key={i}>
            <span class="step">
              {i > 0 && <span aria-hidden="true">▸</span>}
              {stage.step}
              {stage.changes > 0 && <span class="num quiet">{plural(stage.changes, "place")}</span>}
            </span>
            <code class="bytes">
              <StageText stage={stage} />
            </code>
          </li>
        ))}
      </ol>
    </section>
  );
}

function StageText({ stage: { text, start, end } }: { readonly stage: Stage }) {
  if (text === undefined) return <span class="quiet">not kept</span>;
  return (
    <>
      <Text text={text.slice(0, start)} />
      {end > start && (
        <mark class="hit">
          <Text text={text.slice(start, end)} />
        </mark>
      )}
      <Text text={text.slice(Math.max(start, end))} />
    </>
  );
}
