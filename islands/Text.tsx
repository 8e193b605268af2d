/**
 * Client text: always text nodes, with what is invisible shown as escapes.
 * @module
 */
import { visiblePieces } from "./visible.ts";

export interface TextProps {
  readonly text: string;
  /** Keeps line feeds as such. */
  readonly breaks?: boolean;
}

/** A text as it is shown. */
export function Text({ text, breaks = false }: TextProps) {
  return (
    <bdi>
      {visiblePieces(text, breaks).map(({ text, escaped }, i) =>
        escaped ? <span key={i} class="escape">{text}</span> : text
      )}
    </bdi>
  );
}

/** Lines in a box that scrolls by itself and can be reached by keyboard. */
export function Rows({ label, lines }: { readonly label: string; readonly lines: readonly string[] }) {
  return (
    <div class="bytes rows" role="region" tabIndex={0} aria-label={label}>
      {lines.map((line, i) => (
        <div key={i} class="row">
          <Text text={line} />
        </div>
      ))}
    </div>
  );
}
