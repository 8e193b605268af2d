/**
 * Server-side includes.
 * @module
 */
import type { Detector } from "../types.ts";

export const ssi: Detector = { name: "ssi", title: "Server-side includes", rules: [], detect: () => [] };
