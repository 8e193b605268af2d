/**
 * Two requests side by side: the pinned one and the one on the glass, with the first character in which they part.
 * @module
 */
import { pairsOf, type PartPair } from "../divergence.ts";
import { pinned } from "../draft.ts";
import { Shape } from "../Shape.tsx";
import { Text } from "../Text.tsx";
import type { Trace } from "../verdict.ts";

/** A button that pins, or the comparison. */
export function Compare({ trace }: { readonly trace: Trace }) {
  const kept = pinned.value;
  if (!kept) {
    return (
      <p>
        <button type="button" class="link" onClick={() => pinned.value = trace}>pin to compare with another</button>
      </p>
    );
  }
  const pairs = pairsOf(kept.raw, trace.raw);
  return (
    <section class="block compare" aria-label="Comparison">
      <h3>
        Compared with the pinned request
        <button type="button" class="link" onClick={() => pinned.value = undefined}>unpin</button>
      </h3>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">pinned</th>
            <th scope="col">on the glass</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => <Row key={pair.name} pair={pair} />)}
          <tr>
            <th scope="row">verdict</th>
            <td>
              <Verdict trace={kept} />
            </td>
            <td>
              <Verdict trace={trace} />
            </td>
          </tr>
          <tr>
            <th scope="row">rules</th>
            <td class="bytes">{rulesOf(kept)}</td>
            <td class="bytes">{rulesOf(trace)}</td>
          </tr>
        </tbody>
      </table>
      {pairs.every(({ at }) => at === undefined) && <p class="quiet">The two requests are the same.</p>}
    </section>
  );
}

function Row({ pair: { name, a, b, at } }: { readonly pair: PartPair }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="bytes">
        <Parted text={a} at={at} />
      </td>
      <td class="bytes">
        <Parted text={b} at={at} />
      </td>
    </tr>
  );
}

/** The text with the first different character marked; past the end there is nothing left to mark. */
function Parted({ text, at }: { readonly text: string; readonly at: number | undefined }) {
  if (at === undefined) return <Text text={text} />;
  return (
    <>
      <Text text={text.slice(0, at)} />
      <mark class="parting">{at < text.length ? <Text text={text.slice(at, at + 1)} /> : "∅"}</mark>
      <Text text={text.slice(at + 1)} />
    </>
  );
}

function Verdict({ trace: { wouldBe, examination } }: { readonly trace: Trace }) {
  const { score, threshold, reached } = examination.score;
  return (
    <>
      <Shape action={wouldBe} /> <span class="num">{score} {reached ? "≥" : "<"} {threshold}</span>
    </>
  );
}

function rulesOf({ examination }: Trace): string {
  return [...new Set(examination.score.contributions.map(({ finding }) => finding.rule))].join(", ") || "none";
}
