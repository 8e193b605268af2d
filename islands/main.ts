/**
 * Wakes the islands, then the store, then the keys. The only module of the page that does something on import.
 * @module
 */
import { h, hydrate } from "preact";
import type { Snapshot } from "../guard/types.ts";
import { type Entry, startDraft } from "./draft.ts";
import { startFeed } from "./feed.ts";
import { startKeys } from "./keys.ts";
import { REGISTRY } from "./registry.ts";

/** All islands are awake before the store changes: what the server drew and what they draw first is the same. */
async function wake(): Promise<void> {
  const roots = [...document.querySelectorAll<HTMLElement>("[data-island]")];
  await Promise.all(roots.map(async (root) => {
    const load = REGISTRY[root.dataset["island"] ?? ""];
    if (load) hydrate(h(await load(), propsOf(root)), root);
  }));
  const page = document.querySelector<HTMLElement>("#page");
  const { snapshot, first }: { snapshot?: Snapshot; first?: Entry } = page ? propsOf(page) : {};
  if (snapshot) startFeed(snapshot);
  startDraft(first);
  startKeys();
  document.documentElement.dataset["awake"] = "";
}

/** Props that our own server wrote. */
function propsOf(root: HTMLElement): Record<string, never> {
  return JSON.parse(root.dataset["props"] ?? "{}");
}

wake();
