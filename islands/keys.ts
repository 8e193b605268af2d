/**
 * Keys that work everywhere on the page.
 * @module
 */
import { exchange, open, opened } from "./draft.ts";
import { send } from "./send.ts";

/** Every key with what it does, for the help. */
export const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [["Ctrl/⌘ ↵"], "Send the request"],
  [["↵"], "Throw the first stone, as long as nothing was thrown"],
  [["/"], "Search the library"],
  [["j", "k"], "Next and previous event"],
  [["↵"], "Open the event that has the focus"],
  [["Esc"], "Close the event, back to the editor"],
  [["p"], "Pause and resume the list of events"],
  [["←", "→"], "Move the cursor of the chart, when it has the focus"],
  [["g d"], "Go to the house"],
  [["g l"], "Go to the lesson, in a lesson"],
  [["t"], "A tour of the page"],
  [["?"], "This help"],
];

/** How long `g` waits for its second key, milliseconds. */
const CHORD = 1_000;

/** What a key press means; undefined for keys that are not ours. */
export type KeyAction =
  | "send"
  | "search"
  | "next"
  | "previous"
  | "close"
  | "pause"
  | "help"
  | "house"
  | "lesson"
  | "first"
  | "tour"
  | "g";

/** The part of a key press that matters. */
export interface Press {
  readonly key: string;
  readonly ctrl: boolean;
  /** In a field that takes text. */
  readonly typing: boolean;
  /** On a button or a link, which has a use of its own for Enter. */
  readonly onControl: boolean;
  /** `g` came just before. */
  readonly afterG: boolean;
}

/** Maps a press to what it does. */
export function actionOfKey({ key, ctrl, typing, onControl, afterG }: Press): KeyAction | undefined {
  if (ctrl) return key === "Enter" ? "send" : undefined;
  if (key === "Escape") return "close";
  if (typing) return undefined;
  if (afterG && key === "d") return "house";
  if (afterG && key === "l") return "lesson";
  if (key === "Enter") return onControl ? undefined : "first";
  const plain: Readonly<Record<string, KeyAction>> = {
    "/": "search",
    "j": "next",
    "k": "previous",
    "p": "pause",
    "t": "tour",
    "?": "help",
    "g": "g",
  };
  return plain[key];
}

/** Listens. Called once. */
export function startKeys(): void {
  let gAt = -Infinity;
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || document.querySelector("dialog[open]")) return;
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    const action = actionOfKey({
      key: event.key,
      ctrl: event.ctrlKey || event.metaKey,
      typing: target.matches("input, textarea, select, [contenteditable]"),
      onControl: target.matches("button, a, summary, [role=application]"),
      afterG: event.timeStamp - gAt < CHORD,
    });
    if (!action) return;
    gAt = action === "g" ? event.timeStamp : -Infinity;
    if (action !== "g" && run(action)) event.preventDefault();
  });
}

/** Does it; false when there was nothing to do. */
function run(action: KeyAction): boolean {
  switch (action) {
    case "send":
      send();
      return true;
    case "first":
      if (exchange.peek()) return false;
      send();
      return true;
    case "search":
      dispatchEvent(new CustomEvent("glass:show", { detail: "throw" }));
      document.querySelector<HTMLElement>("#search")?.focus();
      return true;
    case "next":
    case "previous":
      return moveEvent(action === "next" ? 1 : -1);
    case "close":
      return closeEvent();
    case "pause":
      dispatchEvent(new Event("glass:pause"));
      return true;
    case "tour":
      dispatchEvent(new Event("glass:tour"));
      return true;
    case "help":
      dispatchEvent(new Event("glass:help"));
      return true;
    case "house":
    case "lesson":
      return goTo(action);
    case "g":
      return false;
  }
}

/** Shows a pane and moves the focus there; false where the page has no such pane. */
function goTo(pane: "house" | "lesson"): boolean {
  const target = document.querySelector<HTMLElement>(`#${pane}`);
  if (!target) return false;
  dispatchEvent(new CustomEvent("glass:show", { detail: pane }));
  target.focus();
  return true;
}

function moveEvent(step: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-event]")];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + step))];
  next?.focus();
  return next !== undefined;
}

function closeEvent(): boolean {
  const event = opened.peek();
  if (!event) return false;
  open(undefined);
  document.querySelector<HTMLElement>(`[data-event="${CSS.escape(event.id)}"]`)?.focus();
  return true;
}
