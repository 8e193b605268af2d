import { equal, ok } from "node:assert/strict";
import { receiveOtlp } from "./otlp.ts";
import { startServer } from "./server.ts";

const SPANS = ["guard.limit", "guard.examine", "kv.commit"];
const METRICS = [
  "glasshouse.requests",
  "glasshouse.events.waiting",
  "glasshouse.events.dropped",
  "glasshouse.commit.duration",
  "glasshouse.streams",
  "glasshouse.limits.by_policy",
];

Deno.test("under OTEL_DENO the server exports its metrics and the spans of a judged request", async () => {
  const otlp = receiveOtlp();
  const server = await startServer({
    GLASSHOUSE_KV: ":memory:",
    GLASSHOUSE_RATE_LIMIT: "1000",
    OTEL_DENO: "true",
    OTEL_EXPORTER_OTLP_ENDPOINT: otlp.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_BSP_SCHEDULE_DELAY: "100",
    OTEL_METRIC_EXPORT_INTERVAL: "200",
  });
  const { spans, metrics, traces } = otlp.received;
  const isComplete = () => SPANS.every((name) => spans.has(name)) && METRICS.every((name) => metrics.has(name));
  try {
    const attack = await fetch(`${server.url}/api/nothing?q=%27%20OR%20%271%27=%271`);
    equal(attack.status, 403);
    await attack.body?.cancel();
    const until = performance.now() + 15_000;
    while (!isComplete() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    await server.stop();
    await otlp.stop();
  }
  for (const name of SPANS) ok(spans.has(name), `no span ${name}, only ${[...spans.keys()]}`);
  for (const name of METRICS) ok(metrics.has(name), `no metric ${name}, only ${[...metrics]}`);
  equal(spans.get("guard.examine")?.["glasshouse.action"], "block");
  // The stages of a request are children of its own span.
  const [examined] = traces.get("guard.examine") ?? [];
  ok(examined !== undefined && traces.get("guard.limit")?.has(examined));
  equal(traces.get("kv.commit")?.has(examined), false);
});
