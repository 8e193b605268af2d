/**
 * Requests of one's own: saved in this browser, taken along as a file.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Case, formatCases, keepCases, keptCases, MAX_CASES, MAX_FILE, mergeCases, parseCases } from "./cases.ts";
import { draft, edit } from "./draft.ts";
import { Text } from "./Text.tsx";
import { plural } from "./words.ts";

/** A group of the library. */
export function Cases() {
  const cases = useSignal<readonly Case[]>([]);
  const title = useSignal("");
  const said = useSignal<{ readonly text: string; readonly wrong?: boolean }>({ text: "" });
  const picker = useRef<HTMLInputElement>(null);
  useEffect(() => {
    cases.value = keptCases();
  }, []);
  const keep = (next: readonly Case[], text: string) => {
    if (next.length > MAX_CASES) return said.value = { text: `At most ${MAX_CASES} requests are kept.`, wrong: true };
    cases.value = next;
    said.value = keepCases(next)
      ? { text }
      : { text: `${text} The browser forgets it when this page closes.`, wrong: true };
  };
  const save = () => {
    const request = draft.peek();
    if (!request) return;
    keep(
      mergeCases(cases.peek(), [{
        title: title.peek().trim() || `${request.method} ${request.target}`.slice(0, 120),
        request,
      }]),
      "Saved.",
    );
    title.value = "";
  };
  const download = () => {
    const url = URL.createObjectURL(new Blob([formatCases(cases.peek())], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = "glasshouse-requests.json";
    link.click();
    URL.revokeObjectURL(url);
    said.value = { text: `Exported ${plural(cases.peek().length, "request")}.` };
  };
  const take = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (!file) return;
    // A file that is too long is refused without being read.
    const parsed = parseCases(file.size > MAX_FILE * 4 ? " ".repeat(MAX_FILE + 1) : await file.text());
    input.value = "";
    if (parsed.kind === "error") return said.value = { text: `Not imported: ${parsed.reason}.`, wrong: true };
    keep(mergeCases(cases.peek(), parsed.cases), `Imported ${plural(parsed.cases.length, "request")}.`);
  };
  return (
    <details class="cases">
      <summary>
        <span>Own requests</span>
        <span class="count">{cases.value.length}</span>
      </summary>
      <ul>
        {cases.value.map((each) => (
          <li key={JSON.stringify(each)} class="case">
            <button type="button" class="item" onClick={() => edit(each.request)}>
              <span class="item-title">
                <Text text={each.title} />
              </span>
            </button>
            <button
              type="button"
              class="link"
              aria-label={`Delete ${each.title}`}
              onClick={() => keep(cases.peek().filter((other) => other !== each), "Deleted.")}
            >
              delete
            </button>
          </li>
        ))}
      </ul>
      <form
        class="case-tools"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <input
          class="field"
          aria-label="Name of the request"
          placeholder="name"
          maxLength={120}
          value={title.value}
          onInput={({ currentTarget }) => title.value = currentTarget.value}
        />
        <button type="submit" class="button">Save</button>
        <button type="button" class="link" disabled={cases.value.length === 0} onClick={download}>export</button>
        <button type="button" class="link" onClick={() => picker.current?.click()}>import</button>
        <input
          ref={picker}
          class="visually-hidden"
          type="file"
          accept="application/json,.json"
          aria-label="File of requests to import"
          tabIndex={-1}
          onChange={({ currentTarget }) => take(currentTarget)}
        />
      </form>
      <p role="status" class={said.value.wrong ? "note" : "quiet"}>{said.value.text}</p>
    </details>
  );
}
