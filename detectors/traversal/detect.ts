/**
 * Path traversal and local files.
 * @module
 */
import type { Detector } from "../types.ts";

export const traversal: Detector = {
  name: "traversal",
  title: "Path traversal and local files",
  rules: [],
  detect: () => [],
};
