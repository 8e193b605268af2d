/**
 * Beside a refusal: what the request would have done without the guard.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Exchange } from "./draft.ts";
import { Done } from "./Effect.tsx";
import { runShadow, type ShadowRun } from "./shadow.ts";
import { Text } from "./Text.tsx";

/** Asks once, when it appears. */
export function Shadow({ last: { draft, wire } }: { readonly last: Exchange }) {
  const ran = useSignal<ShadowRun | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    runShadow(draft).then((run) => {
      if (!gone) ran.value = run;
    });
    return () => {
      gone = true;
    };
  }, []);
  const run = ran.value;
  if (!run) return <p class="quiet" aria-busy="true">Trying it without the guard, in a copy of the house.</p>;
  if (run.kind === "not run") return <p class="quiet">{run.reason}</p>;
  const { effect, status } = run;
  if (!effect) return <p class="quiet">Without the guard, the API would have answered {status}, and nothing more.</p>;
  return (
    <div class="shadow" role="group" aria-label="Without the guard">
      <p class={effect.harmful ? "effect-summary would-harm" : "effect-summary"}>
        <strong>{effect.harmful ? "Without the guard it would have worked." : "Without the guard: no harm."}</strong>
        {" "}
        <Text text={effect.summary} />
      </p>
      <Done effect={effect} raw={wire.raw} />
    </div>
  );
}
