/**
 * GraphQL abuse.
 * @module
 */
import type { Detector } from "../types.ts";

export const graphql: Detector = { name: "graphql", title: "GraphQL abuse", rules: [], detect: () => [] };
