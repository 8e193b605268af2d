/**
 * The islands of the lessons, in one chunk.
 * @module
 */
export { Course } from "./Course.tsx";
export { LessonPane } from "./LessonPane.tsx";
export { PaneTabs } from "./PaneTabs.tsx";
export { Presets } from "./Presets.tsx";
export { Task } from "./Task.tsx";
