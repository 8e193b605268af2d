/**
 * The check of a lesson's defence: asks the server to send its requests to a fresh house under the guard's settings.
 * @module
 */
import { effect, signal } from "@preact/signals";
import type { Rehearsal } from "../../routes/glass/rehearsal.ts";
import { settings } from "../feed.ts";
import { mistakesOf } from "./goals.ts";
import { finish, open, played, step } from "./store.ts";

/** How the check stands. */
export type Check =
  | { readonly state: "none" }
  | { readonly state: "running"; readonly last?: Rehearsal | undefined }
  | { readonly state: "done"; readonly last: Rehearsal }
  | { readonly state: "failed"; readonly why: string };

export const check = signal<Check>({ state: "none" });

/** Settings often change twice in a row: the page's own guess, then the server's word. Milliseconds. */
const REST = 250;

/** Checks run one after the other; an older answer must not overwrite a newer one. */
let running = 0;

/** Runs the check and marks what it proves. */
export async function runCheck(): Promise<void> {
  const lesson = open.peek()?.lesson;
  if (!lesson) return;
  const mine = ++running;
  // Whoever goes on while it runs has asked for it all the same.
  const asked = step.peek();
  const before = check.peek();
  check.value = { state: "running", last: "last" in before ? before.last : undefined };
  const found = await rehearse(lesson.id);
  if (mine !== running) return;
  if (typeof found === "string") {
    check.value = { state: "failed", why: found };
    return;
  }
  check.value = { state: "done", last: found };
  if (mistakesOf(found) > 0) return;
  if (lesson.goals.defend === "tuned") finish("defend");
  if (asked === "verify") finish("verify");
}

async function rehearse(id: string): Promise<Rehearsal | string> {
  try {
    const response = await fetch(`/glass/rehearsal/${id}`, { method: "POST" });
    if (response.ok) return await response.json();
    return response.status === 429
      ? "Too many checks at once. Try again in a minute."
      : `The server refused the check (${response.status}).`;
  } catch {
    return "The server does not answer. Is it still running?";
  }
}

/**
 * In lessons that are solved by settings, every change of them is checked; the last step begins without a result.
 * Returns what stops it.
 */
export function watchSettings(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = effect(() => {
    if (step.value === "verify") {
      clearTimeout(timer);
      running++;
      check.value = { state: "none" };
      return;
    }
    const now = settings.value;
    const lesson = open.value?.lesson;
    if (!now || !lesson) return;
    if (step.value !== "defend") return;
    if (lesson.goals.defend === "exact" && played.value && now.algorithm === "sliding-log") finish("defend");
    if (lesson.goals.defend !== "tuned") return;
    clearTimeout(timer);
    timer = setTimeout(runCheck, REST);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
