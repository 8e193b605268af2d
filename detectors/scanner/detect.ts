/**
 * Scanners and probes.
 * @module
 */
import type { Detector } from "../types.ts";

export const scanner: Detector = { name: "scanner", title: "Scanners and probes", rules: [], detect: () => [] };
