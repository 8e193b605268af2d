/**
 * XML external entities.
 * @module
 */
import type { Detector } from "../types.ts";

export const xxe: Detector = { name: "xxe", title: "XML external entities", rules: [], detect: () => [] };
