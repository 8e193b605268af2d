/**
 * Server-side request forgery.
 * @module
 */
import type { Detector } from "../types.ts";

export const ssrf: Detector = { name: "ssrf", title: "Server-side request forgery", rules: [], detect: () => [] };
