/**
 * Takes the request elsewhere: a command, code, or a link that needs no server state.
 * @module
 */
import { useSignal } from "@preact/signals";
import { draft } from "./draft.ts";
import { copyAs, FORMS } from "./copy.ts";
import type { Draft } from "./request.ts";
import { hashOf } from "./share.ts";

/** Buttons that write to the clipboard, and one polite word about it. */
export function CopyAs({ start }: { readonly start: Draft }) {
  const said = useSignal("");
  const current = draft.value ?? start;
  const copy = async (what: string, text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      said.value = `${what} copied`;
    } catch {
      said.value = "The browser keeps the clipboard shut";
    }
  };
  const share = () => {
    const hash = hashOf(current);
    history.replaceState(null, "", hash);
    return copy("Link", location.href);
  };
  return (
    <div class="copy-as">
      <span>copy as</span>
      {FORMS.map((form) => (
        <button
          key={form}
          type="button"
          class="link"
          onClick={() => copy(form, copyAs(form, current, location.origin))}
        >
          {form}
        </button>
      ))}
      <button type="button" class="link" onClick={share}>link</button>
      <span role="status" class="said">{said.value}</span>
    </div>
  );
}
