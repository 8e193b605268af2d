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
  Answer: () => import("./play.ts").then(({ Answer }) => Answer),
  Copy: () => import("./Copy.tsx").then(({ Copy }) => Copy),
  Course: () => import("./learn/mod.ts").then(({ Course }) => Course),
  Counters: () => import("./play.ts").then(({ Counters }) => Counters),
  Editor: () => import("./play.ts").then(({ Editor }) => Editor),
  Effect: () => import("./play.ts").then(({ Effect }) => Effect),
  Events: () => import("./play.ts").then(({ Events }) => Events),
  Glass: () => import("./play.ts").then(({ Glass }) => Glass),
  GuardBar: () => import("./play.ts").then(({ GuardBar }) => GuardBar),
  Hello: () => import("./play.ts").then(({ Hello }) => Hello),
  Help: () => import("./play.ts").then(({ Help }) => Help),
  JudgeText: () => import("./model/mod.ts").then(({ JudgeText }) => JudgeText),
  LessonPane: () => import("./learn/mod.ts").then(({ LessonPane }) => LessonPane),
  Lanes: () => import("./play.ts").then(({ Lanes }) => Lanes),
  Library: () => import("./play.ts").then(({ Library }) => Library),
  Matrix: () => import("./play.ts").then(({ Matrix }) => Matrix),
  PaneTabs: () => import("./learn/mod.ts").then(({ PaneTabs }) => PaneTabs),
  Profiles: () => import("./play.ts").then(({ Profiles }) => Profiles),
  Presets: () => import("./learn/mod.ts").then(({ Presets }) => Presets),
  Notices: () => import("./play.ts").then(({ Notices }) => Notices),
  ScenarioRunner: () => import("./play.ts").then(({ ScenarioRunner }) => ScenarioRunner),
  Slip: () => import("./model/mod.ts").then(({ Slip }) => Slip),
  StreamState: () => import("./play.ts").then(({ StreamState }) => StreamState),
  Task: () => import("./learn/mod.ts").then(({ Task }) => Task),
  Tabs: () => import("./play.ts").then(({ Tabs }) => Tabs),
  Teach: () => import("./model/mod.ts").then(({ Teach }) => Teach),
  Threshold: () => import("./model/mod.ts").then(({ Threshold }) => Threshold),
  Timeline: () => import("./play.ts").then(({ Timeline }) => Timeline),
  Truth: () => import("./play.ts").then(({ Truth }) => Truth),
  Types: () => import("./play.ts").then(({ Types }) => Types),
  Volley: () => import("./play.ts").then(({ Volley }) => Volley),
};
