/**
 * Open redirect.
 * @module
 */
import type { Detector } from "../types.ts";

export const redirect: Detector = { name: "redirect", title: "Open redirect", rules: [], detect: () => [] };
