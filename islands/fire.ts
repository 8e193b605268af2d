/**
 * The page's end of the worker that fires scenarios.
 * @module
 */
import type { Action } from "../guard/types.ts";
import type { Entry } from "./draft.ts";
import type { BrowserFacts } from "./request.ts";
import { ownScript } from "./own_script.ts";
import type { Matrix } from "./truth.ts";

/** How a scenario is run. */
export interface Pace {
  /** Requests a second. */
  readonly rate: number;
  /** Seconds. */
  readonly duration: number;
  /** Share of attacks in mixed traffic, 0 to 1. */
  readonly share: number;
  readonly seed: number;
}

/** What the worker is asked to fire. */
export interface FireJob {
  /** Id of the scenario. */
  readonly scenario: string;
  readonly entries: readonly Entry[];
  readonly pace: Pace;
  readonly browser: BrowserFacts;
}

/** What the page says to the worker. */
export type FireWord = { readonly kind: "fire"; readonly job: FireJob } | { readonly kind: "stop" };

/** What the worker says, a few times a second: everything since its start. */
export interface FireReport {
  readonly counts: Readonly<Record<Action, number>>;
  readonly done: number;
  readonly failed: number;
  /** Requests with a known truth that left no event. */
  readonly matrix: Matrix;
  readonly state: "running" | "done" | "stopped";
}

/** A running job: resolves with the last report. */
export interface Fire {
  readonly ended: Promise<FireReport>;
  stop(): void;
}

/** Starts a worker on a job; `onReport` hears every report, the last one too. */
export function startFire(job: FireJob, onReport: (report: FireReport) => void): Fire {
  const worker = new Worker(ownScript("/static/js/fire_worker.js"), { type: "module" });
  const say = (word: FireWord) => worker.postMessage(word);
  const ended = new Promise<FireReport>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FireReport>) => {
      onReport(data);
      if (data.state === "running") return;
      worker.terminate();
      resolve(data);
    };
    worker.onerror = () => {
      worker.terminate();
      reject(new Error("Cannot fire: the worker did not start"));
    };
  });
  say({ kind: "fire", job });
  return { ended, stop: () => say({ kind: "stop" }) };
}
