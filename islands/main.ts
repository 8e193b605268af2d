/**
 * Wakes the islands, then the store, then the keys. The only module of the page that does something on import.
 * @module
 */
import { h, hydrate } from "preact";
import type { Snapshot } from "../guard/types.ts";
import { startDeepLink } from "./deep_link.ts";
import { startDraft } from "./draft.ts";
import { startFeed } from "./feed.ts";
import { holdLoad, loadJudge, startJudging } from "./judging.ts";
import { startKeys } from "./keys.ts";
import type { LibraryProps } from "./Library.tsx";
import type { PresetsProps } from "./learn/Presets.tsx";
import { REGISTRY } from "./registry.ts";
import { parseHash } from "./share.ts";

/** All islands are awake before the store changes: what the server drew and what they draw first is the same. */
async function wake(): Promise<void> {
  const shared = document.querySelector("#throw") !== null && parseHash(location.hash) !== undefined;
  if (shared) holdLoad();
  const judging = shared ? loadJudge() : undefined;
  const roots = [...document.querySelectorAll<HTMLElement>("[data-island]")];
  await Promise.all(roots.map(async (root) => {
    const load = REGISTRY[root.dataset["island"] ?? ""];
    if (load) hydrate(h(await load(), JSON.parse(root.dataset["props"] ?? "{}")), root);
  }));
  const { snapshot }: { snapshot?: Snapshot } = propsOf("#page");
  const { attacks = [], first = "", start }: Partial<LibraryProps & PresetsProps> = propsOf(
    '[data-island="Library"], [data-island="Presets"]',
  );
  if (snapshot) startFeed(snapshot);
  // Pages without a launcher have no request to judge or to send.
  if (document.querySelector("#throw")) {
    startDraft(attacks, first, start);
    startJudging();
    await (judging ?? void loadJudge());
    startDeepLink();
    startKeys();
  }
  performance.mark("awake");
  document.documentElement.dataset["awake"] = "";
}

/** Props that our own server wrote on an element. */
function propsOf(selector: string): Record<string, never> {
  return JSON.parse(document.querySelector<HTMLElement>(selector)?.dataset["props"] ?? "{}");
}

wake();
