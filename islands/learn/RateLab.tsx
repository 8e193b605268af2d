/**
 * The three rate-limit algorithms side by side on one time axis, with their buckets: the learner's own requests, or
 * a play, judged by the code that the guard runs.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { RateReplays } from "../../routes/glass/rates.ts";
import { changeSettings, settings } from "../feed.ts";
import { RateRows } from "./RateRows.tsx";
import { ALGORITHM_NAME, clockFrom, fromTheTurn, PLAYS, spanOf } from "./rates.ts";
import { own, played } from "./store.ts";

type Play = keyof typeof PLAYS | "own";

/** Requests of the learner that are played. */
const MAX_OWN = 300;

/** Choice of the play, cursor, and one row an algorithm. */
export function RateLab({ choosing }: { readonly choosing: boolean }) {
  const mine = own.value.filter(({ exchange }) => exchange.draft.target.startsWith("/api/"));
  const play = useSignal<Play>(mine.length > 1 ? "own" : "burst");
  const answer = useSignal<RateReplays | undefined>(undefined);
  const failed = useSignal(false);
  const cursor = useSignal(0);
  const times = play.value === "own" ? fromTheTurn(mine.map(({ at }) => at), MAX_OWN) : PLAYS[play.value].times;
  useEffect(() => {
    let gone = false;
    ask(times).then((found) => {
      if (gone) return;
      answer.value = found;
      failed.value = found === undefined;
      cursor.value = Math.ceil((times.at(-1) ?? 0) / 1_000);
      if (found && play.peek() === "turn") played.value = true;
    });
    return () => {
      gone = true;
    };
  }, [play.value, play.value === "own" ? mine.length : 0]);
  const found = answer.value;
  return (
    <section class="lab" aria-label="Rate limits on a timeline">
      <div class="switch lab-plays" role="group" aria-label="Requests to play">
        <button
          type="button"
          aria-pressed={play.value === "own"}
          disabled={mine.length === 0}
          onClick={() => play.value = "own"}
        >
          Yours <span class="num">{mine.length}</span>
        </button>
        {(["burst", "turn", "steady"] as const).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={play.value === name}
            onClick={() => play.value = name}
          >
            {PLAYS[name].title}
          </button>
        ))}
      </div>
      {failed.value && <p class="note">The server does not answer. Choose a play again to retry.</p>}
      {found && <RateRows found={found} times={times} cursor={Math.min(cursor.value, spanOf(found.replays))} />}
      {found && (
        <label class="lab-cursor">
          <span>
            At <b class="num">{clockFrom(cursor.value)}</b>
          </span>
          <input
            type="range"
            min={0}
            max={spanOf(found.replays)}
            value={cursor.value}
            aria-valuetext={`${clockFrom(cursor.value)}: ${
              found.replays.map(({ algorithm, samples }) =>
                `${ALGORITHM_NAME[algorithm]} ${samples[cursor.value] ?? 0} of ${found.limit} left`
              ).join(", ")
            }`}
            onInput={({ currentTarget }) => cursor.value = currentTarget.valueAsNumber}
          />
        </label>
      )}
      {choosing && <Chooser />}
    </section>
  );
}

/** Gives the guard an algorithm. */
function Chooser() {
  const current = settings.value?.algorithm;
  return (
    <fieldset class="lab-choice">
      <legend>The guard runs</legend>
      {(["fixed-window", "gcra", "sliding-log"] as const).map((name) => (
        <button
          key={name}
          type="button"
          class="button"
          aria-pressed={current === name}
          onClick={() => changeSettings({ algorithm: name })}
        >
          {ALGORITHM_NAME[name]}
        </button>
      ))}
    </fieldset>
  );
}

async function ask(times: readonly number[]): Promise<RateReplays | undefined> {
  try {
    const response = await fetch("/glass/rates", { method: "POST", body: JSON.stringify({ times }) });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
