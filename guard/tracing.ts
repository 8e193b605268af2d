/**
 * Spans of a judged request, through whatever OpenTelemetry provider is registered before the guard is made: Deno's own
 * under `OTEL_DENO=true`. Without one nothing is done: a request then pays for one comparison.
 * @module
 */
import { ProxyTracerProvider, trace, type Tracer } from "@opentelemetry/api";
import type { Stage } from "./timing.ts";
import type { Verdict } from "./types.ts";

/** What of a request a span tells. Nothing that a client wrote. */
export interface TracedRequest {
  readonly room: string;
  readonly verdict: Verdict;
}

/** Tells the stages of a request as spans `guard.limit`, `guard.read`, `guard.examine`. */
export type TellStages = (stages: readonly Stage[], request: TracedRequest) => void;

/** Undefined where nobody listens. */
export function stageTracer(): TellStages | undefined {
  const tracer = activeTracer("glasshouse.guard");
  return tracer && ((stages, { room, verdict }) => {
    // `performance.now()` counts from here.
    const origin = performance.timeOrigin;
    for (const { name, start, end } of stages) {
      const span = tracer.startSpan(`guard.${name}`, {
        startTime: origin + start,
        attributes: { "glasshouse.room": room },
      });
      if (name === "examine") {
        span.setAttributes({
          "glasshouse.action": verdict.action,
          "glasshouse.score": verdict.score,
          "glasshouse.decided_by": verdict.decidedBy,
        });
      }
      span.end(origin + end);
    }
  });
}

/** A tracer whose spans somebody gets; undefined where they would go nowhere. */
export function activeTracer(name: string): Tracer | undefined {
  const provider = trace.getTracerProvider();
  if (provider instanceof ProxyTracerProvider && provider.getDelegateTracer(name) === undefined) return undefined;
  return provider.getTracer(name);
}
