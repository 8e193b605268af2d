/**
 * A command with a button that copies it.
 * @module
 */
import { useSignal } from "@preact/signals";

export interface CopyProps {
  readonly text: string;
}

/** Shows the text and copies it; says politely whether that worked. */
export function Copy({ text }: CopyProps) {
  const said = useSignal("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      said.value = "copied";
    } catch {
      said.value = "The browser keeps the clipboard shut";
    }
  };
  return (
    <span class="copy">
      <code class="bytes">{text}</code>
      <button type="button" class="link" onClick={copy}>
        copy<span class="visually-hidden">&#32;{text}</span>
      </button>
      <span role="status" class="quiet">{said.value}</span>
    </span>
  );
}
