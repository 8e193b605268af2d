/**
 * The islands of the one screen, in one chunk: they are always there together.
 * @module
 */
export { Answer } from "./Answer.tsx";
export { Counters } from "./Counters.tsx";
export { Editor } from "./Editor.tsx";
export { Effect } from "./Effect.tsx";
export { Events } from "./Events.tsx";
export { Glass } from "./Glass.tsx";
export { GuardBar } from "./GuardBar.tsx";
export { Hello } from "./tour/Hello.tsx";
export { Help } from "./Help.tsx";
export { Lanes } from "./Lanes.tsx";
export { Library } from "./Library.tsx";
export { Matrix } from "./Matrix.tsx";
export { Notices } from "./Notices.tsx";
export { Profiles } from "./Profiles.tsx";
export { ScenarioRunner } from "./ScenarioRunner.tsx";
export { StreamState } from "./StreamState.tsx";
export { Tabs } from "./Tabs.tsx";
export { Timeline } from "./Timeline.tsx";
export { Truth } from "./Truth.tsx";
export { Types } from "./Types.tsx";
export { Volley } from "./Volley.tsx";
