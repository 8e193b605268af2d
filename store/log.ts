/**
 * What the server says about itself: a line of JSON for each event of importance. Nothing that a client wrote stands in
 * it, so that no request can forge a line or leave a secret in one.
 * @module
 */

/** From the most talkative to silence. */
export const LOG_LEVELS = ["debug", "info", "warn", "error", "off"] as const;

/** How much is said. */
export type LogLevel = typeof LOG_LEVELS[number];

/** Says that something happened, with what belongs to it. */
export type Log = (
  level: Exclude<LogLevel, "off">,
  event: string,
  fields?: Readonly<Record<string, string | number | boolean>>,
) => void;

/** For whoever does not want to hear. */
export const SILENT: Log = () => {};

/** A log that writes lines from a level on: `{"time":…,"level":…,"event":…, …}`. */
export function jsonLog(least: LogLevel, now: () => number, write: (line: string) => void): Log {
  return (level, event, fields = {}) => {
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(least)) return;
    write(JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...fields }));
  };
}

/** Tells of something that may happen thousands of times a second: at most once a second, with how often. */
export class Tally {
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly tell: (count: number) => void) {}

  /** Once more. */
  add(): void {
    this.#count++;
    this.#timer ??= setTimeout(() => this.flush(), 1_000);
  }

  /** Tells what was not told. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#count > 0) this.tell(this.#count);
    this.#count = 0;
  }
}
