/**
 * "This is no attack": an exception for this rule, path and parameter, with a reason and an end, and beforehand what
 * it would change.
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Exclusion } from "../../detectors/score.ts";
import { browser, library, rules } from "../draft.ts";
import { judge } from "../judging.ts";
import type { Consequences, Place } from "../exclusion.ts";
import { changeSettings, settings } from "../feed.ts";
import { Shape } from "../Shape.tsx";
import { Text } from "../Text.tsx";
import type { Trace } from "../verdict.ts";
import { plural } from "../words.ts";

/** Days after which an exception ends, unless the visitor wants another day. */
const DAYS = 30;
const DAY_MS = 24 * 3_600_000;

/** A link; pressed, the form. */
export function FalseAlarm({ trace }: { readonly trace: Trace }) {
  const isOpen = useSignal(false);
  const now = rules.value;
  const deciding = trace.examination.score.contributions.some(({ state }) => state === "deciding");
  if (!now || !deciding || !judge.value) return null;
  const today = judge.value.traceOf(trace.raw, now.score, now.around);
  if (trace.wouldBe === "block" && today.wouldBe !== "block") {
    const { score, threshold } = today.examination.score;
    return (
      <p class="note">
        By the settings of now this request would pass: <span class="num">{score} &lt; {threshold}</span>.
      </p>
    );
  }
  if (!isOpen.value) {
    return (
      <button type="button" class="link" data-action="false-alarm" onClick={() => isOpen.value = true}>
        false alarm?
      </button>
    );
  }
  return <Form trace={trace} isOpen={isOpen} />;
}

function Form({ trace, isOpen }: { readonly trace: Trace; readonly isOpen: Signal<boolean> }) {
  const reason = useSignal("");
  const path = useSignal(trace.examination.request.path);
  const everywhere = useSignal(false);
  const until = useSignal(new Date(Date.now() + DAYS * DAY_MS).toISOString().slice(0, 10));
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const [now, engine, facts] = [rules.value, judge.value, browser.value];
  if (!now || !engine || !facts) return null;
  const places = engine.placesOf(trace, now.score, now.around.now);
  const expires = Date.parse(`${until.value}T23:59:59.999`);
  const exclusions = places.map((place): Exclusion => {
    const { parameter, ...rest } = { ...place, path: path.value, reason: reason.value.trim() };
    return {
      ...rest,
      ...(parameter === undefined || everywhere.value ? {} : { parameter }),
      ...(Number.isNaN(expires) ? {} : { expires }),
    };
  });
  const question = { settings: now.score, around: now.around, entries: library.value, browser: facts };
  const apply = async () => {
    await changeSettings({ exclusions: [...settings.peek()?.exclusions ?? [], ...exclusions] });
    isOpen.value = false;
  };
  return (
    <form
      class="false-alarm"
      aria-label="Exception"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.value.trim() !== "") apply();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        isOpen.value = false;
      }}
    >
      <p>
        <strong>No attack?</strong> Then {places.length === 1 ? "this rule is" : "these rules are"} not to count here:
      </p>
      <ul class="places">
        {places.map((place, i) => <PlaceRow key={i} place={place} everywhere={everywhere.value} />)}
      </ul>
      <label class="labelled">
        <span>reason</span>
        <input
          ref={first}
          class="field"
          required
          maxLength={500}
          placeholder="why this is harmless here"
          value={reason.value}
          onInput={({ currentTarget }) => reason.value = currentTarget.value}
        />
      </label>
      <label class="labelled">
        <span>path</span>
        <input
          class="field mono"
          required
          maxLength={500}
          value={path.value}
          onInput={({ currentTarget }) => path.value = currentTarget.value}
        />
      </label>
      <label class="labelled">
        <span>until</span>
        <input
          class="field"
          type="date"
          value={until.value}
          onInput={({ currentTarget }) => until.value = currentTarget.value}
        />
      </label>
      {places.some(({ parameter }) => parameter !== undefined) && (
        <label class="radio">
          <input
            type="checkbox"
            checked={everywhere.value}
            onChange={({ currentTarget }) => everywhere.value = currentTarget.checked}
          />
          in every parameter of this path
        </label>
      )}
      <Outlook is={engine.consequencesOf(trace, exclusions, question)} threshold={now.score.threshold} />
      <p class="facts">
        <button type="submit" class="button is-primary">Add exception</button>
        <button type="button" class="link" onClick={() => isOpen.value = false}>cancel</button>
      </p>
    </form>
  );
}

function PlaceRow({ place: { rule, parameter }, everywhere }: { readonly place: Place; readonly everywhere: boolean }) {
  return (
    <li>
      <code class="rule">{rule}</code> <span class="quiet">in</span>{" "}
      {parameter === undefined || everywhere ? "every parameter" : (
        <code class="bytes">
          <Text text={parameter} />
        </code>
      )}
    </li>
  );
}

/** What would change, before anything does. */
function Outlook({ is: { score, reached, caught, lost }, threshold }: {
  readonly is: Consequences;
  readonly threshold: number;
}) {
  return (
    <div class="outlook" role="status">
      <ul>
        <li>
          <Shape action={reached ? "block" : score > 0 ? "flag" : "allow"} /> This request would{" "}
          {reached ? "still be blocked" : "pass"}: <span class="num">{score} {reached ? "≥" : "<"} {threshold}</span>.
        </li>
        <li class={lost.length > 0 ? "is-wrong" : ""}>
          <Shape action={lost.length > 0 ? "allow" : "block"} /> {caught === 0
            ? "No attack of the library is refused on this path today: none can slip through by this."
            : lost.length === 0
            ? `All ${plural(caught, "attack")} of the library on this path would still be refused.`
            : `${lost.length} of ${plural(caught, "attack")} on this path would pass: ${
              lost.map(({ title }) => title).join("; ")
            }.`}
        </li>
      </ul>
    </div>
  );
}
