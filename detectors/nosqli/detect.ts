/**
 * NoSQL injection.
 * @module
 */
import type { Detector } from "../types.ts";

export const nosqli: Detector = { name: "nosqli", title: "NoSQL injection", rules: [], detect: () => [] };
