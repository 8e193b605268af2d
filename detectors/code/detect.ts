/**
 * Code injection.
 * @module
 */
import type { Detector } from "../types.ts";

export const code: Detector = { name: "code", title: "Code injection", rules: [], detect: () => [] };
