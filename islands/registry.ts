/**
 * Islands by name; each is loaded when the page holds it. To add one: its file, a line here, the page.
 * @module
 */
import type { ComponentType } from "preact";

/** Loads the component of an island. */
// deno-lint-ignore no-explicit-any
type Load = () => Promise<ComponentType<any>>;

/** Every island. */
export const REGISTRY: Readonly<Record<string, Load>> = {
  Answer: () => import("./Answer.tsx").then(({ Answer }) => Answer),
  Counters: () => import("./Counters.tsx").then(({ Counters }) => Counters),
  Editor: () => import("./Editor.tsx").then(({ Editor }) => Editor),
  Effect: () => import("./Effect.tsx").then(({ Effect }) => Effect),
  Events: () => import("./Events.tsx").then(({ Events }) => Events),
  Glass: () => import("./Glass.tsx").then(({ Glass }) => Glass),
  GuardBar: () => import("./GuardBar.tsx").then(({ GuardBar }) => GuardBar),
  Help: () => import("./Help.tsx").then(({ Help }) => Help),
  Library: () => import("./Library.tsx").then(({ Library }) => Library),
  Notices: () => import("./Notices.tsx").then(({ Notices }) => Notices),
  StreamState: () => import("./StreamState.tsx").then(({ StreamState }) => StreamState),
  Tabs: () => import("./Tabs.tsx").then(({ Tabs }) => Tabs),
  Timeline: () => import("./Timeline.tsx").then(({ Timeline }) => Timeline),
  Truth: () => import("./Truth.tsx").then(({ Truth }) => Truth),
  Types: () => import("./Types.tsx").then(({ Types }) => Types),
};
