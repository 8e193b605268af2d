/**
 * What a page has loaded, in bytes on the wire.
 * @module
 */
import type { Page } from "playwright-core";

/** Bytes on the wire until the page was awake, and until now. */
export interface Transfer {
  readonly untilAwake: number;
  readonly all: number;
  readonly addresses: readonly string[];
}

/** The mark `awake` is set once all islands work; engine, model and charts come after it. */
export function transferOf(page: Page): Promise<Transfer> {
  return page.evaluate(() => {
    const awake = performance.getEntriesByName("awake")[0]?.startTime ?? Infinity;
    const loads = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
      .filter((load) => load instanceof PerformanceResourceTiming);
    const sum = (some: readonly PerformanceResourceTiming[]) => some.reduce((sum, load) => sum + load.transferSize, 0);
    return {
      untilAwake: sum(loads.filter(({ responseEnd }) => responseEnd <= awake)),
      all: sum(loads),
      addresses: loads.map(({ name }) => name),
    };
  });
}
