/**
 * Header injection.
 * @module
 */
import type { Detector } from "../types.ts";

export const crlf: Detector = { name: "crlf", title: "Header injection", rules: [], detect: () => [] };
