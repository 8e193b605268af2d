/**
 * The heavy part of the model page in one chunk: engine, model, training. It comes once the page is awake.
 * @module
 */
export { writeWeights } from "../../detectors/anomaly/weights.ts";
export { loadModel } from "../verdict.ts";
export { judgeRequest, sentenceOf } from "./judge.ts";
export { compare, teach, withoutFigures } from "./lesson.ts";
export { search, standingOf } from "./search.ts";
