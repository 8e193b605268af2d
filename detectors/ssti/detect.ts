/**
 * Template injection.
 * @module
 */
import type { Detector } from "../types.ts";

export const ssti: Detector = { name: "ssti", title: "Template injection", rules: [], detect: () => [] };
