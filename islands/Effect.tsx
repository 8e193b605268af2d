/**
 * What the API did with the last request: the statement with the injected part, the rows against what was right.
 * @module
 */
import type { RawRequest } from "../detectors/types.ts";
import type { Effect as EffectData, WorldEffect } from "../routes/demo/effect.ts";
import { draft, edit, type Exchange, exchange, sending } from "./draft.ts";
import { changeSettings, settings } from "./feed.ts";
import { Shadow } from "./Shadow.tsx";
import { Guestbook } from "./Guestbook.tsx";
import { isTwin, twinOf } from "./learn/goals.ts";
import { send } from "./send.ts";
import { Text } from "./Text.tsx";
import { SqlDone } from "./SqlDone.tsx";

/** One panel; empty until the first throw. */
export function Effect() {
  const last = exchange.value;
  return (
    <section class="block effect" aria-label="What the API did">
      <h3>What the API did</h3>
      {!last ? <p class="empty">Nothing thrown yet. Press Enter to throw the first stone.</p> : <Outcome last={last} />}
    </section>
  );
}

function Outcome({ last }: { readonly last: Exchange }) {
  if (last.failure) return <p>Nothing: no response came.</p>;
  return (
    <>
      {last.effect && <Summary effect={last.effect} missed={last.truth === "attack"} />}
      {last.effect ? <Done effect={last.effect} raw={last.wire.raw} /> : <Plain last={last} />}
      {last.effect && !isTwin(last.draft.target) && <ToTwin last={last} />}
      <Guestbook last={last} />
    </>
  );
}

function Plain({ last }: { readonly last: Exchange }) {
  const { action, status } = last;
  if (action === "limit") return <p>Nothing: the limiter answered before the API was asked.</p>;
  if (action !== "block") return <p>It answered {status} and told of no statement.</p>;
  const observing = settings.value?.mode === "observe";
  const again = async () => {
    await changeSettings({ mode: "observe" });
    if (draft.peek()) await send();
  };
  return (
    <>
      <p>Nothing: the guard refused the request before it reached the API.</p>
      <Shadow key={last.number} last={last} />
      {!observing && <button type="button" class="button" onClick={again}>Observe, and throw it again</button>}
    </>
  );
}

/** The same request at the endpoint that does it right. */
function ToTwin({ last }: { readonly last: Exchange }) {
  const go = async () => {
    edit(twinOf(last.draft));
    await send();
  };
  return (
    <button type="button" class="button" disabled={sending.value} onClick={go}>Throw it at the correct twin</button>
  );
}

/** The word first: an attack that came through and did nothing was missed all the same. */
function Summary({ effect, missed }: { readonly effect: EffectData; readonly missed: boolean }) {
  const { harmful, summary } = effect;
  return (
    <p class={harmful ? "effect-summary is-harmful" : "effect-summary"}>
      <strong>{harmful ? "It worked." : missed ? "Let through, but no harm done." : "No harm done."}</strong>{" "}
      <Text text={summary} />
    </p>
  );
}

/** The statements and rows, or the steps in the fake world. */
export function Done({ effect, raw }: { readonly effect: EffectData; readonly raw: RawRequest }) {
  return effect.kind === "sql" ? <SqlDone effect={effect} raw={raw} /> : <WorldDone effect={effect} />;
}

function WorldDone({ effect: { steps, expected } }: { readonly effect: WorldEffect }) {
  return (
    <>
      <ol class="world-steps">
        {steps.map(({ label, text }, i) => (
          <li key={i}>
            <span class="quiet">
              <Text text={label} />
            </span>
            <code class="bytes">
              <Text text={text} breaks />
            </code>
          </li>
        ))}
      </ol>
      <p class="facts">
        <span>
          <Text text={expected} />
        </span>
      </p>
    </>
  );
}
