/**
 * What went out and what came back: the request as the browser sent it, the response as it was received.
 * @module
 */
import { useSignal } from "@preact/signals";
import { answered, chosen, draft, type Exchange, exchange, run, sending } from "./draft.ts";
import { prettyBody, statusWord } from "./answer.ts";
import { RunProgress } from "./RunProgress.tsx";
import { Shape } from "./Shape.tsx";
import { Rows, Text } from "./Text.tsx";
import { isForbiddenHeader } from "./request.ts";
import { cellOf, type Matrix } from "./truth.ts";
import { ACTION_WORD } from "./words.ts";

/** What became of a request whose truth is known, in plain words. */
const CELL_WORD: Readonly<Record<keyof Matrix, string>> = {
  caught: "caught",
  missed: "missed",
  falseAlarm: "false alarm",
  rightlyAllowed: "rightly allowed",
};

/** Progress of a run, then the last exchange. */
export function Answer() {
  const last = exchange.value;
  return (
    <section class="answer" aria-label="Response" aria-busy={sending.value} data-exchange={last?.number}>
      {run.value && <RunProgress run={run.value} />}
      {last && <Received key={last.requestId} exchange={last} />}
    </section>
  );
}

function Received({ exchange }: { readonly exchange: Exchange }) {
  const sent = useSignal(false);
  const { status, statusText, ms, failure, wire } = exchange;
  const action = answered.value?.action ?? exchange.action;
  // What was chosen since belongs to another request.
  const isCurrent = exchange.draft === draft.value;
  const meant = isCurrent && exchange.truth && { id: chosen.value?.id ?? "", truth: exchange.truth };
  const cell = meant && cellOf(meant, answered.value?.wouldBe ?? exchange.action);
  return (
    <>
      <div class="answer-head">
        <p class="answer-status">
          {failure ? <strong>No response</strong> : (
            <>
              <Shape action={action} />
              <strong class="num">{status}</strong> {statusText || statusWord(status)}
              <span class="quiet">{ACTION_WORD[action]} · {ms.toFixed(0)} ms</span>
              {cell && <span class={isWrong(cell) ? "tag is-wrong" : "tag"}>{CELL_WORD[cell]}</span>}
            </>
          )}
        </p>
        <div class="switch" role="group" aria-label="Show">
          <button type="button" aria-pressed={!sent.value} onClick={() => sent.value = false}>received</button>
          <button type="button" aria-pressed={sent.value} onClick={() => sent.value = true}>as sent</button>
        </div>
      </div>
      {failure && <p class="note">{failure}</p>}
      {wire.changes.length > 0 && (
        <div class="note">
          <strong>The browser changed this request.</strong>
          <ul>
            {wire.changes.map((change) => (
              <li key={change}>
                <Text text={change} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {sent.value ? <Sent exchange={exchange} /> : !failure && <Response exchange={exchange} />}
    </>
  );
}

function isWrong(cell: keyof Matrix): boolean {
  return cell === "missed" || cell === "falseAlarm";
}

function Response({ exchange: { headers, body } }: { readonly exchange: Exchange }) {
  return (
    <>
      <details class="headers">
        <summary>{headers.length} headers</summary>
        <HeaderList headers={headers} />
      </details>
      <Rows label="Response body" lines={prettyBody(body).split("\n")} />
    </>
  );
}

function Sent({ exchange: { wire, draft: sent } }: { readonly exchange: Exchange }) {
  const { method, body } = wire.raw;
  const own = sent.headers.filter(([name]) => !isForbiddenHeader(name)).map(([name, value]) => `${name}: ${value}`);
  const lines = [`${method} ${wire.target} HTTP/1.1`, ...own];
  if (typeof body === "string" && body !== "") lines.push("", ...body.split("\n"));
  return (
    <>
      <Rows label="Request as sent" lines={lines} />
      <p class="quiet">The browser adds its own headers, the page two that the detectors never see.</p>
    </>
  );
}

function HeaderList({ headers }: { readonly headers: Exchange["headers"] }) {
  return (
    <dl class="header-list">
      {headers.map(([name, value], i) => (
        <div key={i}>
          <dt>{name}</dt>
          <dd>
            <Text text={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
