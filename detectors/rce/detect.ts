/**
 * Command injection.
 * @module
 */
import type { Detector } from "../types.ts";

export const rce: Detector = { name: "rce", title: "Command injection", rules: [], detect: () => [] };
