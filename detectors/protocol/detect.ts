/**
 * Protocol policy.
 * @module
 */
import type { Detector } from "../types.ts";

export const protocol: Detector = { name: "protocol", title: "Protocol policy", rules: [], detect: () => [] };
