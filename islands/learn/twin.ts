/**
 * Puts the winning request on the bench, addressed to the correct twin.
 * @module
 */
import { edit } from "../draft.ts";
import { draftOf } from "../request.ts";
import { parseHash } from "../share.ts";
import { twinOf } from "./goals.ts";
import { type OpenLesson, progressNow } from "./store.ts";

/** The learner's own request, or the lesson's where there is none yet. */
export function toTwin({ attack }: OpenLesson): void {
  const { winner } = progressNow();
  const [first] = attack.requests;
  const draft = (winner === undefined ? undefined : parseHash(winner)) ?? (first && draftOf(first));
  if (!draft) return;
  edit(twinOf(draft));
  dispatchEvent(new CustomEvent("glass:show", { detail: "throw" }));
  document.querySelector<HTMLElement>("#throw")?.focus();
}
