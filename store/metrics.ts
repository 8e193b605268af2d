/**
 * OpenTelemetry metrics, through Deno's own exporter: `OTEL_DENO=true deno task start`. Without it they cost nothing,
 * since every value is only read when it is exported.
 * @module
 */
import { metrics } from "@opentelemetry/api";
import type { Store } from "./mod.ts";

/** Registers what the store knows; commit durations are recorded by `committed`. */
export function observeStore(store: Store): { readonly committed: (milliseconds: number, events: number) => void } {
  const meter = metrics.getMeter("glasshouse");
  const requests = meter.createObservableCounter("glasshouse.requests", {
    description: "Requests judged by this process, by what happened to them",
  });
  requests.addCallback((result) => {
    for (const [action, count] of Object.entries(store.stats.counts)) result.observe(count, { action });
  });
  const waiting = meter.createObservableGauge("glasshouse.events.waiting", {
    description: "Events that wait for the disk",
  });
  waiting.addCallback((result) => result.observe(store.events.waiting));
  const streams = meter.createObservableGauge("glasshouse.streams", { description: "Live streams that are open" });
  streams.addCallback((result) => result.observe(store.hub.clients));
  const failures = meter.createObservableCounter("glasshouse.limits.by_policy", {
    description: "Hits that a policy decided because the database did not answer",
  });
  failures.addCallback((result) => result.observe(store.counters.failures));
  const durations = meter.createHistogram("glasshouse.commit.duration", { unit: "ms" });
  const sizes = meter.createHistogram("glasshouse.commit.events");
  return {
    committed(milliseconds, events) {
      durations.record(milliseconds);
      sizes.record(events);
    },
  };
}
