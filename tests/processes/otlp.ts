/**
 * A small receiver of OTLP over HTTP with JSON, on 127.0.0.1: keeps the names of spans and metrics.
 * @module
 */

/** What came in. */
export interface Received {
  /** Span name to its attributes, of the newest. */
  readonly spans: Map<string, Readonly<Record<string, unknown>>>;
  readonly metrics: Set<string>;
  /** Trace ids by span name, to see that they belong together. */
  readonly traces: Map<string, Set<string>>;
}

/** Starts it; `url` is the endpoint for `OTEL_EXPORTER_OTLP_ENDPOINT`. */
export function receiveOtlp() {
  const received: Received = { spans: new Map(), metrics: new Set(), traces: new Map() };
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    const body: unknown = await request.json();
    visit(body, received);
    return Response.json({});
  });
  return { url: `http://127.0.0.1:${server.addr.port}`, received, stop: () => server.shutdown() };
}

/** Looks for spans and metrics wherever they stand: both are named objects. */
function visit(value: unknown, received: Received): void {
  if (Array.isArray(value)) { for (const item of value) visit(item, received); }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  const { name, traceId, attributes } = propertiesOf(value);
  if (typeof name === "string") {
    if (typeof traceId === "string") {
      received.spans.set(name, attributesOf(attributes));
      const traces = received.traces.get(name) ?? new Set();
      received.traces.set(name, traces.add(traceId));
    } else received.metrics.add(name);
  }
  for (const child of Object.values(value)) visit(child, received);
}

function attributesOf(list: unknown): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const item of Array.isArray(list) ? list : []) {
    const { key, value } = propertiesOf(item);
    if (typeof key === "string") attributes[key] = Object.values(propertiesOf(value))[0];
  }
  return attributes;
}

function propertiesOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
