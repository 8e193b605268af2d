/**
 * Bounds of the model page. A file of its own, so that what draws need not load the engine to know them.
 * @module
 */

/** Longest text that is judged here, in UTF-16 units. */
export const MAX_TEXT = 2_000;

/** Tries that a search has: as many as in the measurement of robustness. */
export const MAX_TRIES = 300;

/** Most samples that are taught at once: enough for a lesson, few enough to be trained in seconds. */
export const MAX_TAUGHT = 50;
