/**
 * The islands of the model page, in one chunk; engine, weights and charts come after them.
 * @module
 */
export { JudgeText } from "./JudgeText.tsx";
export { Slip } from "./Slip.tsx";
export { Teach } from "./Teach.tsx";
export { Threshold } from "./Threshold.tsx";
