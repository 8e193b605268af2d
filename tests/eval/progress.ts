/**
 * How far an evaluation is, on standard error: a bar on a terminal, a line for each tenth elsewhere.
 * @module
 */

/** Where the bar is drawn. */
export interface Screen {
  readonly isTerminal: boolean;
  write(text: string): void;
}

const WIDTH = 30;

/** Draws only when something visible changed. */
export class Progress {
  #step = -1;
  #stage: string | undefined;
  constructor(readonly screen: Screen, readonly totalBytes: number) {}

  /** `bytes` of the input are done, which were `records` records; `stage` replaces their number. */
  update(bytes: number, records: number, stage?: string): void {
    const share = this.totalBytes > 0 ? Math.min(1, bytes / this.totalBytes) : 1;
    const step = Math.floor(share * (this.screen.isTerminal ? 200 : 10));
    if (step === this.#step && stage === this.#stage) return;
    this.#step = step;
    this.#stage = stage;
    const percent = `${Math.floor(share * 100)} %`.padStart(5);
    const text = `${percent}  ${stage ?? `${records.toLocaleString("en-US")} records`}`;
    if (!this.screen.isTerminal) return this.screen.write(`${text}\n`);
    const filled = Math.round(share * WIDTH);
    this.screen.write(`\r[${"#".repeat(filled)}${".".repeat(WIDTH - filled)}] ${text}`);
  }

  /** Clears the bar, so that what follows begins on an empty line. */
  finish(): void {
    if (this.screen.isTerminal) this.screen.write("\r\x1b[2K");
  }
}
