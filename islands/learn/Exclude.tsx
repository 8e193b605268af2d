/**
 * Writes one exclusion: rule, path, field, reason, as wide or as narrow as the learner says.
 * @module
 */
import { useSignal } from "@preact/signals";
import { trace } from "../draft.ts";
import { changeSettings, settings } from "../feed.ts";
import { splitTarget } from "../request.ts";
import { Confusion } from "./Confusion.tsx";
import { type OpenLesson, own } from "./store.ts";

/** Reasons are shown in the trace; the server takes up to 500 characters. */
const MAX_REASON = 200;

/** A form, the exclusion that holds, and the table that follows from it. */
export function Exclude({ opened }: { readonly opened: OpenLesson }) {
  const { path } = splitTarget(opened.attack.requests[0]?.target ?? "/");
  const rules = rulesSeen();
  const rule = useSignal("");
  const scope = useSignal<"*" | "/api/*" | "here">("*");
  const field = useSignal<"" | "/name" | "/message">("");
  const reason = useSignal("");
  const complaint = useSignal("");
  const chosenRule = rule.value || (rules[0] ?? "");
  const submit = (event: Event) => {
    event.preventDefault();
    if (chosenRule === "") complaint.value = "Fire the message first: its refusal names the rule.";
    else if (reason.value.trim() === "") complaint.value = "Write why this is no attack here.";
    else {
      complaint.value = "";
      changeSettings({
        exclusions: [{
          rule: chosenRule,
          path: scope.value === "here" ? path : scope.value,
          reason: reason.value.trim(),
          ...(field.value === "" ? {} : { parameter: field.value }),
        }],
      });
    }
  };
  return (
    <section class="lab" aria-label="Exclusion">
      <form class="exclude" onSubmit={submit}>
        <label>
          <span>Rule</span>
          <select
            class="field mono"
            value={chosenRule}
            onChange={({ currentTarget }) => rule.value = currentTarget.value}
          >
            {rules.length === 0 && <option value="">none fired yet</option>}
            {rules.map((id) => <option key={id} value={id}>{id}</option>)}
          </select>
        </label>
        <label>
          <span>Path</span>
          <select
            class="field mono"
            value={scope.value}
            onChange={({ currentTarget: { selectedIndex } }) =>
              scope.value = (["*", "/api/*", "here"] as const)[selectedIndex] ?? "*"}
          >
            <option value="*">* (everywhere)</option>
            <option value="/api/*">/api/* (the whole API)</option>
            <option value="here">{path}</option>
          </select>
        </label>
        <label>
          <span>Field</span>
          <select
            class="field mono"
            value={field.value}
            onChange={({ currentTarget: { selectedIndex } }) =>
              field.value = (["", "/name", "/message"] as const)[selectedIndex] ?? ""}
          >
            <option value="">every field</option>
            <option value="/name">/name</option>
            <option value="/message">/message</option>
          </select>
        </label>
        <label>
          <span>Reason</span>
          <input
            class="field"
            value={reason.value}
            maxLength={MAX_REASON}
            placeholder="messages are bound as parameters"
            onInput={({ currentTarget }) => reason.value = currentTarget.value}
          />
        </label>
        <button type="submit" class="button is-primary">Exclude</button>
        <p class="complaint" role="alert">{complaint.value}</p>
      </form>
      <Holding />
      <Confusion />
    </section>
  );
}

/** What is excluded now. */
function Holding() {
  const exclusions = settings.value?.exclusions ?? [];
  if (exclusions.length === 0) return <p class="quiet">Nothing is excluded.</p>;
  return (
    <ul class="holding">
      {exclusions.map(({ rule, path, parameter, reason }, i) => (
        <li key={i}>
          <code class="bytes">{rule}</code> on <code class="bytes">{path}</code> {parameter
            ? (
              <>
                for <code class="bytes">{parameter}</code>
              </>
            )
            : "for every field"}: {reason}{" "}
          <button
            type="button"
            class="link"
            onClick={() => changeSettings({ exclusions: exclusions.filter((_, at) => at !== i) })}
          >
            remove<span class="visually-hidden">&#32;the exclusion of {rule}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Rules that a refusal of this lesson named, that are excluded, or that decide about the request on the bench. */
function rulesSeen(): readonly string[] {
  const contributions = trace.value?.examination.score.contributions ?? [];
  const deciding = contributions.filter(({ state }) => state === "deciding").map(({ finding }) => finding.rule);
  const named = own.value.flatMap(({ exchange: { body } }) => namedIn(body));
  const excluded = settings.value?.exclusions.map(({ rule }) => rule) ?? [];
  return [...new Set([...named, ...excluded, ...deciding])];
}

function namedIn(body: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(body);
    const rules: unknown = typeof value === "object" && value !== null && "rules" in value ? value.rules : undefined;
    if (!Array.isArray(rules)) return [];
    return rules.flatMap((rule: unknown) =>
      typeof rule === "object" && rule !== null && "rule" in rule && typeof rule.rule === "string" ? [rule.rule] : []
    );
  } catch {
    return [];
  }
}
