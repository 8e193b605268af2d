/**
 * The engine and its model in the page. They are the heaviest part of it and come once the rest is awake; a shared link
 * waits for them, because its verdict must stand when the server is gone.
 * @module
 */
import { signal } from "@preact/signals";
import type { Model } from "../detectors/anomaly/weights.ts";
import { link } from "./feed.ts";
import { ownScript } from "./own_script.ts";

/** The engine, once it is here. */
export const judge = signal<typeof import("./verdict.ts") | undefined>(undefined);

/** The model that the server runs, where it runs one. */
export const model = signal<Model | undefined>(undefined);

/** What could not be fetched. Without the model the rules judge alone, and the page says so. */
export const missing = signal<"engine" | "model" | undefined>(undefined);

let loading: Promise<void> | undefined;

/** Fetches engine and model, once; what did not come is asked for again when the server is back, or at a press. */
export function loadJudge(): Promise<void> {
  return loading ??= load().finally(() => loading = undefined);
}

async function load(): Promise<void> {
  missing.value = undefined;
  try {
    const engine = await import("./verdict.ts");
    try {
      model.value ??= await engine.loadModel();
    } catch {
      missing.value = "model";
    }
    judge.value = engine;
  } catch {
    missing.value = "engine";
  }
}

/** The page does not count as loaded before the engine and the weights are here, for whoever opens a shared link. */
export function holdLoad(): void {
  const engine = document.createElement("script");
  Object.assign(engine, { type: "module", src: ownScript("/static/js/shared_link.js") });
  const weights = document.createElement("link");
  Object.assign(weights, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: "/model/weights.bin" });
  document.head.append(engine, weights);
}

/** Asks again for what is missing, each time the stream comes back. */
export function startJudging(): void {
  link.subscribe(({ state }) => {
    if (state === "live" && missing.peek()) loadJudge();
  });
}
