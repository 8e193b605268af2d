/**
 * Cross-site scripting.
 * @module
 */
import type { Detector } from "../types.ts";

export const xss: Detector = { name: "xss", title: "Cross-site scripting", rules: [], detect: () => [] };
