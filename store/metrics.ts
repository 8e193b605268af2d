/**
 * OpenTelemetry metrics, and a span for each commit of events, through Deno's own exporter: `OTEL_DENO=true deno task
 * start`. Without it they cost nothing: values are only read when they are exported.
 * @module
 */
import { metrics, SpanStatusCode } from "@opentelemetry/api";
import { activeTracer } from "../guard/tracing.ts";
import type { Store } from "./mod.ts";

/** What the store tells when it happens. */
export interface StoreMetrics {
  committed(milliseconds: number, events: number, failed: boolean): void;
}

/** Registers what the store knows; commit durations are recorded by `committed`. */
export function observeStore(store: Store): StoreMetrics {
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
  const unwritten = meter.createObservableGauge("glasshouse.limits.unwritten", {
    description: "Limiter states that are decided in memory and not on disk yet",
  });
  unwritten.addCallback((result) => result.observe(store.counters.unwritten));
  const dropped = meter.createObservableCounter("glasshouse.events.dropped", {
    description: "Events that were lost because the queue was full",
  });
  dropped.addCallback((result) => result.observe(store.drops));
  const tracer = activeTracer("glasshouse.store");
  return {
    committed(milliseconds, events, failed) {
      durations.record(milliseconds, { failed });
      sizes.record(events);
      if (!tracer) return;
      const now = Date.now();
      const attributes = { "db.system.name": "deno_kv", "glasshouse.events": events };
      // It commits for many requests at once, so it is nobody's child.
      const span = tracer.startSpan("kv.commit", { startTime: now - milliseconds, root: true, attributes });
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(now);
    },
  };
}
