/**
 * Text of a lesson, as paragraphs of text nodes.
 * @module
 */
import { paragraphsOf, piecesOf } from "./prose.ts";

/** Paragraphs with `code` and emphasis. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <div class="prose">
      {paragraphsOf(text).map((paragraph, i) => (
        <p key={i}>
          <Inline text={paragraph} />
        </p>
      ))}
    </div>
  );
}

/** One line of the same. */
export function Inline({ text }: { readonly text: string }) {
  return (
    <>
      {piecesOf(text).map(({ kind, text }, i) =>
        kind === "code" ? <code key={i} class="bytes">{text}</code> : kind === "em" ? <em key={i}>{text}</em> : text
      )}
    </>
  );
}
