/**
 * A request taken apart: every value and every name that the client controls, with its place.
 * @module
 */
export { inspect, inspectParsed } from "./inspect.ts";
export { type ParsedRequest, type ParseOptions, parseRequest } from "./parse.ts";
export type { ParsedBody } from "./body.ts";
export type { Part } from "./multipart.ts";
export { formText, type Pair } from "./pairs.ts";
export { percentText } from "../decode/percent.ts";
