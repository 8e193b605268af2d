/**
 * XPath injection.
 * @module
 */
import type { Detector } from "../types.ts";

export const xpath: Detector = { name: "xpath", title: "XPath injection", rules: [], detect: () => [] };
