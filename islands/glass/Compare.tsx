/**
 * Two requests side by side: the pinned one and the one on the glass, with the first character in which they part.
 * @module
 */
import { pairsOf, type PartPair, rulesBeside } from "../divergence.ts";
import { pinned } from "../draft.ts";
import { Shape } from "../Shape.tsx";
import { Text } from "../Text.tsx";
import type { Trace } from "../verdict.ts";
import { ACTION_WORD } from "../words.ts";

/** A button that pins, or the comparison. */
export function Compare({ trace }: { readonly trace: Trace }) {
  const kept = pinned.value;
  if (!kept) {
    return <button type="button" class="link" onClick={() => pinned.value = trace}>pin to compare with another</button>;
  }
  const pairs = pairsOf(kept.raw, trace.raw);
  const isSame = pairs.every(({ at }) => at === undefined);
  return (
    <section class="block compare" aria-label="Comparison">
      <h3>
        Compared with the pinned request
        <button type="button" class="link" onClick={() => pinned.value = undefined}>unpin</button>
      </h3>
      {isSame && (
        <p class="empty">
          This request is pinned. Change it, choose another or open an event: what differs is marked here.
        </p>
      )}
      <table hidden={isSame}>
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
            <td>
              <Rules trace={kept} beside={trace} />
            </td>
            <td>
              <Rules trace={trace} beside={kept} />
            </td>
          </tr>
        </tbody>
      </table>
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
      <Shape action={wouldBe} /> {ACTION_WORD[wouldBe]}{" "}
      <span class="num">{score} {reached ? "≥" : "<"} {threshold}</span>
    </>
  );
}

/** Rules with their points; what only this side has stands out. */
function Rules({ trace, beside }: { readonly trace: Trace; readonly beside: Trace }) {
  const rules = rulesBeside(trace.examination.score.contributions, beside.examination.score.contributions);
  if (rules.length === 0) return <span class="quiet">none</span>;
  return (
    <ul>
      {rules.map(({ rule, points, counts, onlyHere }) => (
        <li key={rule} class={onlyHere ? "is-only" : "quiet"}>
          <code class="bytes">{rule}</code> <span class="num">{counts ? `+${points}` : `(${points})`}</span>
          {onlyHere && <span class="visually-hidden">only here</span>}
        </li>
      ))}
    </ul>
  );
}
