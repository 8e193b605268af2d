/**
 * The request being written: method, path, query, headers, body, each in its own field; the verdict as one types.
 * @module
 */
import { chosen, draft, edit, opened, running, sending, trace } from "./draft.ts";
import { parseRequest } from "./raw.ts";
import { CopyAs } from "./CopyAs.tsx";
import { LaneSelect } from "./LaneSelect.tsx";
import { requestCount } from "./library.ts";
import { type Draft, formatHeaders, joinTarget, parseHeaders, splitTarget } from "./request.ts";
import { runAttack } from "./run.ts";
import { send } from "./send.ts";
import { Shape } from "./Shape.tsx";

export interface EditorProps {
  /** The request that stands there at first. */
  readonly start: Draft;
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"];

/** Form, verdict and the buttons that throw. */
export function Editor({ start }: EditorProps) {
  const { method, target, headers, body } = draft.value ?? start;
  const { path, query } = splitTarget(target);
  const methods = METHODS.includes(method) ? METHODS : [method, ...METHODS];
  return (
    <form
      class="editor"
      aria-label="Request"
      onPaste={(event) => {
        const pasted = parseRequest(event.clipboardData?.getData("text/plain") ?? "");
        if (!pasted) return;
        event.preventDefault();
        edit(pasted);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="editor-line">
        <select
          class="field mono"
          aria-label="Method"
          value={method}
          onChange={({ currentTarget }) => edit({ method: currentTarget.value })}
        >
          {methods.map((name) => <option key={name} value={name} selected={name === method}>{name}</option>)}
        </select>
        <input
          class="field mono"
          aria-label="Path"
          value={path}
          spellcheck={false}
          autocomplete="off"
          onInput={({ currentTarget }) => edit({ target: joinTarget(currentTarget.value, query) })}
        />
      </div>
      <label class="labelled">
        <span>query</span>
        <Lines
          text={query}
          onText={(text) => edit({ target: joinTarget(path, text.replace(/[\r\n]/g, "")) })}
        />
      </label>
      <label class="labelled">
        <span>headers</span>
        <Lines text={formatHeaders(headers)} onText={(text) => edit({ headers: parseHeaders(text) })} />
      </label>
      <label class="labelled">
        <span>body</span>
        <Lines text={body} onText={(text) => edit({ body: text })} />
      </label>
      <LaneSelect />
      <Throw />
      <CopyAs start={start} />
    </form>
  );
}

/** A field that grows with its text, up to a few lines. */
function Lines({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  return (
    <textarea
      class="field mono lines"
      rows={1}
      value={text}
      spellcheck={false}
      autocomplete="off"
      onInput={({ currentTarget }) => onText(currentTarget.value)}
    />
  );
}

function Throw() {
  const verdict = opened.value ? undefined : trace.value;
  const entry = chosen.value;
  const count = entry ? requestCount(entry) : 1;
  const score = verdict?.examination.score;
  return (
    <div class="throw-line">
      <button
        type="submit"
        class="button is-primary"
        aria-keyshortcuts="Control+Enter Meta+Enter"
        disabled={sending.value}
      >
        Send <kbd>Ctrl ↵</kbd>
      </button>
      {entry && count > 1 && (
        <button
          type="button"
          class="button"
          disabled={running.value}
          onClick={() => runAttack(entry)}
        >
          Send all {count}
        </button>
      )}
      <p class="live-verdict">
        {verdict && score && (
          <>
            <Shape action={verdict.wouldBe} />
            <span>
              {verdict.wouldBe === "block"
                ? "would be blocked"
                : verdict.wouldBe === "flag"
                ? "would be flagged"
                : "would pass"}
            </span>
            <span class="num">{score.score} {score.reached ? "≥" : "<"} {score.threshold}</span>
          </>
        )}
      </p>
    </div>
  );
}
