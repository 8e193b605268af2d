/**
 * The page draws a moment after the click, on a busy machine a long moment: what it shows then is asked until it holds.
 * @module
 */

/** After so long a check has to hold, milliseconds. */
const PATIENCE_MS = 15_000;

/** Between two tries, milliseconds. */
const PAUSE_MS = 50;

/** Repeats a check until it passes; one that never does fails with its own words. */
export async function eventually(check: () => Promise<void> | void, patience = PATIENCE_MS): Promise<void> {
  for (const end = performance.now() + patience;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
