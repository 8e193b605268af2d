/**
 * What the guard saw: the sentence, the bytes, the way to them, the findings, the sum. For the request as it is
 * typed, or for an event that was opened.
 * @module
 */
import { answered, draft, exchange, open, opened, trace } from "./draft.ts";
import { judge, loadJudge, missing } from "./judging.ts";
import { Compare } from "./glass/Compare.tsx";
import { FalseAlarm } from "./glass/FalseAlarm.tsx";
import { Findings } from "./glass/Findings.tsx";
import { Heat } from "./glass/Heat.tsx";
import { Limiter } from "./glass/Limiter.tsx";
import { Original } from "./glass/Original.tsx";
import { Otherwise } from "./glass/Otherwise.tsx";
import { ReadOn } from "./glass/ReadOn.tsx";
import { Readers } from "./glass/Readers.tsx";
import { Stages } from "./glass/Stages.tsx";
import { Sum } from "./glass/Sum.tsx";
import { Shape } from "./Shape.tsx";
import { Text } from "./Text.tsx";
import type { SecurityEvent } from "../guard/types.ts";
import type { Trace } from "./verdict.ts";
import { ACTION_WORD, clockOf } from "./words.ts";

/** The whole trace. */
export function Glass() {
  const seen = trace.value;
  if (!seen) {
    if (missing.value === "engine") return <Missing text="The engine could not be loaded." />;
    return <p class="empty">{draft.value ? "Loading the engine." : "Type a request, and its verdict appears here."}</p>;
  }
  const event = opened.value ?? answered.value;
  return (
    <div class="glass">
      <Subject />
      {missing.value === "model" && (
        <Missing text="The weights of the model could not be loaded: this page judges by the rules alone." />
      )}
      <Verdict trace={seen} event={event} parts={event ? judge.value?.differences(seen, event) ?? [] : []} />
      <div class="acts">
        <FalseAlarm key={opened.value?.id ?? "draft"} trace={seen} />
        <Compare trace={seen} />
      </div>
      <Original trace={seen} />
      <Stages trace={seen} />
      <Readers trace={seen} />
      <Findings trace={seen} />
      <Heat trace={seen} />
      <Limiter />
      <Sum trace={seen} />
      <Otherwise trace={seen} />
    </div>
  );
}

/** What did not come, and the way to ask for it again. */
function Missing({ text }: { readonly text: string }) {
  return (
    <p class="note" role="status">
      {text} <button type="button" class="link" onClick={() => loadJudge()}>try again</button>
    </p>
  );
}

/** Which request this is. */
function Subject() {
  const event = opened.value;
  if (event) {
    return (
      <div class="subject">
        <span>
          event of <time dateTime={new Date(event.at).toISOString()}>{clockOf(event.at)}</time>, {event.client}
        </span>
        {event.request.redacted && <span class="tag">secrets hidden</span>}
        {event.request.truncated && <span class="tag">body cut</span>}
        <button type="button" class="link" aria-keyshortcuts="Escape" onClick={() => open(undefined)}>
          back to the editor <kbd>Esc</kbd>
        </button>
      </div>
    );
  }
  const thrown = exchange.value?.draft === draft.value && exchange.value?.status;
  return (
    <div class="subject">
      <span>
        {thrown
          ? `as thrown, answered ${thrown}${answered.value ? ": the server's verdict" : ""}`
          : "as you type, judged in this page"}
      </span>
    </div>
  );
}

interface VerdictProps {
  readonly trace: Trace;
  readonly event: SecurityEvent | undefined;
  readonly parts: readonly string[];
}

function Verdict({ trace, event, parts }: VerdictProps) {
  const action = event?.action ?? trace.action;
  const probability = trace.examination.opinion?.probability;
  const { score, threshold } = event ?? trace.examination.score;
  return (
    <div class={`verdict is-${event?.wouldBe ?? trace.wouldBe}`}>
      <p class="sentence">
        <Shape action={event?.wouldBe ?? trace.wouldBe} />
        <Text text={event?.sentence ?? trace.sentence} />
      </p>
      <p class="facts">
        <span>
          score <b class="num">{score} {score >= threshold ? "≥" : "<"} {threshold}</b>
        </span>
        <span>{ACTION_WORD[action]}{action !== (event?.wouldBe ?? trace.wouldBe) && ", observed only"}</span>
        {probability !== undefined && (
          <span>
            model <b class="num">{probability.toFixed(3)}</b>
          </span>
        )}
        {event && (
          <span>
            decided by <b>{event.decidedBy}</b>
          </span>
        )}
        {event && <span class="num">{(event.guardMicros / 1_000).toFixed(2)} ms</span>}
      </p>
      <ReadOn trace={trace} event={event} />
      {parts.length > 0 && (
        <p class="note">
          The two verdicts part: <Text text={parts.join("; ")} />.
        </p>
      )}
    </div>
  );
}
