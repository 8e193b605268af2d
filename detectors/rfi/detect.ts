/**
 * Remote file inclusion.
 * @module
 */
import type { Detector } from "../types.ts";

export const rfi: Detector = { name: "rfi", title: "Remote file inclusion", rules: [], detect: () => [] };
