/**
 * What the API did with the last request: the statement with the injected part, the rows against what was right.
 * @module
 */
import type { Effect as EffectData, WorldEffect } from "../routes/demo/effect.ts";
import { draft, type Exchange, exchange } from "./draft.ts";
import { changeSettings, settings } from "./feed.ts";
import { Guestbook } from "./Guestbook.tsx";
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
      {last.effect && <Summary effect={last.effect} />}
      {!last.effect
        ? <Plain last={last} />
        : last.effect.kind === "sql"
        ? <SqlDone effect={last.effect} raw={last.wire.raw} />
        : <WorldDone effect={last.effect} />}
      <Guestbook last={last} />
    </>
  );
}

function Plain({ last: { action, status } }: { readonly last: Exchange }) {
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
      {!observing && <button type="button" class="button" onClick={again}>Observe, and throw it again</button>}
    </>
  );
}

function Summary({ effect: { harmful, summary } }: { readonly effect: EffectData }) {
  return (
    <p class={harmful ? "effect-summary is-harmful" : "effect-summary"}>
      <strong>{harmful ? "It worked" : "No harm done"}</strong> <Text text={summary} />
    </p>
  );
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
          the correct twin: <Text text={expected} />
        </span>
      </p>
    </>
  );
}
