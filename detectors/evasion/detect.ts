/**
 * Encoding abuse.
 * @module
 */
import type { Detector } from "../types.ts";

export const evasion: Detector = { name: "evasion", title: "Encoding abuse", rules: [], detect: () => [] };
