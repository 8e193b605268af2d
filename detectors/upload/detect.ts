/**
 * Upload disguises.
 * @module
 */
import type { Detector } from "../types.ts";

export const upload: Detector = { name: "upload", title: "Upload disguises", rules: [], detect: () => [] };
