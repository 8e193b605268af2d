/**
 * Names of event handlers.
 * @module
 */

/**
 * Beginnings of the events that browsers know or knew, without `on`. A word that begins with one of them is a
 * known event, so that new members of a family (`pointerrawupdate`) need no entry.
 */
const FAMILIES = [
  "abort",
  "activate",
  "after",
  "animation",
  "auxclick",
  "before",
  "begin",
  "blur",
  "bounce",
  "cached",
  "can",
  "canplay",
  "change",
  "checking",
  "click",
  "close",
  "command",
  "content",
  "contextmenu",
  "copy",
  "cue",
  "cut",
  "data",
  "dblclick",
  "deactivate",
  "device",
  "domactivate",
  "downloading",
  "drag",
  "drop",
  "durationchange",
  "emptied",
  "end",
  "ended",
  "error",
  "filter",
  "finish",
  "focus",
  "formdata",
  "formchange",
  "forminput",
  "fullscreen",
  "gesture",
  "gotpointer",
  "hashchange",
  "help",
  "input",
  "invalid",
  "key",
  "languagechange",
  "layoutcomplete",
  "load",
  "losecapture",
  "lostpointer",
  "media",
  "message",
  "mouse",
  "move",
  "moz",
  "noupdate",
  "obsolete",
  "offline",
  "online",
  "open",
  "orientation",
  "outofsync",
  "page",
  "paste",
  "pause",
  "play",
  "playing",
  "pointer",
  "popstate",
  "progress",
  "property",
  "ratechange",
  "ready",
  "receive",
  "redo",
  "repeat",
  "reset",
  "resize",
  "resume",
  "reverse",
  "row",
  "scroll",
  "search",
  "seek",
  "select",
  "show",
  "slotchange",
  "stalled",
  "start",
  "stop",
  "storage",
  "submit",
  "suspend",
  "syncrestored",
  "time",
  "toggle",
  "touch",
  "track",
  "transition",
  "undo",
  "unhandled",
  "unload",
  "updateready",
  "urlflip",
  "volumechange",
  "waiting",
  "webkit",
  "wheel",
  "zoom",
].map((stem) => `on${stem}`);

/** `on` and at least three letters: the shape of a handler; browsers add events faster than lists are kept. */
export function isHandlerName(name: string): boolean {
  return name.length > 4 && name.length < 40 && name.startsWith("on") && /^on[a-z]{3,}$/.test(name);
}

/** Whether the name is that of an event some browser has or had. */
export function isKnownEvent(name: string): boolean {
  return isHandlerName(name) && FAMILIES.some((family) => name.startsWith(family));
}

/** What forms and old pages do to their own element: it selects, it submits, it goes nowhere. */
const HARMLESS =
  /^\s*(?:return\s+false|this\.(?:select|focus|blur|submit|form\.submit)\(\)|(?:return\s+)?void\s?\(?0\)?|event\.(?:preventdefault|stoppropagation)\(\))\s*;?\s*(?:["'`>]|$)/;

/** Whether the lower-cased code of a handler, up to its closing quote, does nothing that an attacker gains by. */
export function isHarmlessHandler(code: string): boolean {
  return HARMLESS.test(code);
}
