/**
 * The exceptions that hold in this room: what does not count where, why and until when; each can be taken back.
 * @module
 */
import { useRef } from "preact/hooks";
import type { Exclusion } from "../detectors/score.ts";
import { changeSettings, settings } from "./feed.ts";
import { Text } from "./Text.tsx";
import { plural } from "./words.ts";

/** A button with the count, and a dialog. Nothing where there is no exception. */
export function Exceptions({ start }: { readonly start: readonly Exclusion[] }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = settings.value?.exclusions ?? start;
  const remove = (gone: Exclusion) => {
    if (list.length === 1) dialog.current?.close();
    return changeSettings({ exclusions: list.filter((each) => each !== gone) });
  };
  if (list.length === 0) return null;
  return (
    <>
      <button
        type="button"
        class="button is-quiet"
        data-action="exceptions"
        onClick={() => dialog.current?.showModal()}
      >
        {plural(list.length, "exception")}
      </button>
      <dialog ref={dialog} class="help exceptions" aria-labelledby="exceptions-title">
        <form method="dialog">
          <h2 id="exceptions-title">Exceptions</h2>
          <button type="submit" class="button is-quiet">Close</button>
        </form>
        <p class="quiet">False alarms that were accepted. Every one is a small hole that was dug on purpose.</p>
        <ul>
          {list.map((each, i) => (
            <li key={i}>
              <p>
                <code class="rule">{each.rule}</code> on <code class="bytes">{<Text text={each.path} />}</code>
                {each.parameter !== undefined && (
                  <>
                    {" "}in <code class="bytes">{<Text text={each.parameter} />}</code>
                  </>
                )}
              </p>
              <p class="facts">
                <span>
                  <Text text={each.reason} />
                </span>
                <span>{endOf(each)}</span>
                <button type="button" class="link" onClick={() => remove(each)}>remove</button>
              </p>
            </li>
          ))}
        </ul>
      </dialog>
    </>
  );
}

/** When an exception ends, in words. */
export function endOf({ expires }: Exclusion, now: number = Date.now()): string {
  if (expires === undefined) return "no end";
  const day = new Date(expires).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
  return expires <= now ? `ended on ${day}` : `until ${day}`;
}
