/**
 * Mail header injection.
 * @module
 */
import type { Detector } from "../types.ts";

export const mail: Detector = { name: "mail", title: "Mail header injection", rules: [], detect: () => [] };
