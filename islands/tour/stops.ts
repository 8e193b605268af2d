/**
 * The stops of the tour: where one looks, and what is to be seen there. Pure.
 * @module
 */

/** One stop. */
export interface Stop {
  /** Selector of what is shown; the first that is on the page. */
  readonly target: string;
  /** Pane that has to be in sight where panes are tabs. */
  readonly pane: "throw" | "glass" | "house";
  readonly title: string;
  readonly text: string;
}

/** The tour, in order. */
export const STOPS: readonly Stop[] = [
  {
    target: ".library",
    pane: "throw",
    title: "Choose a stone",
    text: "The library holds attacks by kind, and innocent requests beside them. Arrow keys walk through it, Enter " +
      "puts one into the editor. / brings you back here.",
  },
  {
    target: ".editor",
    pane: "throw",
    title: "Change it, and throw it",
    text: "Every part of the request can be changed. The verdict beside Send follows as you type. Ctrl and Enter " +
      "throws it, from anywhere.",
  },
  {
    target: "#glass",
    pane: "glass",
    title: "See what the guard saw",
    text: "One sentence first, then the bytes it means, how they were decoded, the rules that matched, what the " +
      "model weighs, and the sum. Focus a finding, and its bytes light up.",
  },
  {
    target: ".effect",
    pane: "house",
    title: "See what it would have done",
    text: "The API behind the glass is really weak. Switch the guard to observe, and this shows the query that ran " +
      "and what leaked.",
  },
  {
    target: ".events",
    pane: "house",
    title: "See it from above",
    text: "Every verdict is an event. j and k walk through them, Enter opens one on the glass, Esc leads back.",
  },
  {
    target: ".guard-bar",
    pane: "throw",
    title: "Set the guard",
    text: "Block or observe, and a level: 1 alarms least, 4 most. Whatever you change holds for this room at once.",
  },
  {
    target: 'nav[aria-label="Pages"]',
    pane: "throw",
    title: "Learn it step by step",
    text: "Sixteen lessons lead from the first quote to tuning the guard, each in about eight minutes. ? lists the " +
      "keys whenever you need them.",
  },
];
