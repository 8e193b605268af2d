/**
 * Prototype pollution.
 * @module
 */
import type { Detector } from "../types.ts";

export const protopollution: Detector = {
  name: "protopollution",
  title: "Prototype pollution",
  rules: [],
  detect: () => [],
};
