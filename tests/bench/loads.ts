/**
 * The four requests that are measured: ordinary API traffic of three sizes, and an attack.
 * @module
 */
import type { RawRequest } from "../../detectors/types.ts";

/** One request, repeated. */
export interface Load {
  readonly name: string;
  readonly request: RawRequest;
  /** Median microseconds of the engine that the project promises. */
  readonly budgetUs: number;
}

const HEADERS: readonly (readonly [string, string])[] = [
  ["Host", "app.example.test"],
  ["User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"],
  ["Accept", "application/json"],
  ["Accept-Language", "en-US,en;q=0.9"],
];

const WORDS =
  "order shipped customer blue summer shirt size large cotton delivery street window garden morning coffee invoice paid"
    .split(" ");

/** JSON of about `bytes` bytes with `values` leaves, the same every time. */
function jsonBody(bytes: number, values: number): Uint8Array {
  const perItem = 8;
  const items: Record<string, unknown>[] = [];
  let word = 0;
  const text = (length: number) => {
    let out = "";
    while (out.length < length) out += `${WORDS[word++ % WORDS.length]} `;
    return out.slice(0, length).trim();
  };
  const count = Math.round(values / perItem);
  const fixed = 95;
  const free = Math.max(8, Math.floor(bytes / count) - fixed);
  for (let i = 0; i < count; i++) {
    const title = Math.floor(free * 0.25);
    items.push({
      id: 10_000 + i,
      sku: `SKU-${1000 + i}`,
      qty: 1 + i % 9,
      price: (i * 137 % 10_000) / 100,
      title: text(title),
      note: text(free - title),
      active: i % 2 === 0,
      tag: WORDS[i % WORDS.length],
    });
  }
  return new TextEncoder().encode(JSON.stringify({ items }));
}

function post(body: Uint8Array): RawRequest {
  const headers = [...HEADERS, ["Content-Type", "application/json"] as const];
  return { method: "POST", path: "/api/orders", query: "", headers, body };
}

function get(query: string): RawRequest {
  return { method: "GET", path: "/api/search", query, headers: HEADERS };
}

/** All loads. */
export const LOADS: readonly Load[] = [
  { name: "short GET", request: get("q=blue+shirt&page=2&sort=price"), budgetUs: 15 },
  {
    name: "attack GET",
    request: get("q=1%27%20UNION%20SELECT%20username%2Cpassword%20FROM%20users--%20-&page=2"),
    budgetUs: 120,
  },
  { name: "JSON 2 KB", request: post(jsonBody(2_048, 80)), budgetUs: 120 },
  { name: "JSON 64 KB", request: post(jsonBody(65_536, 800)), budgetUs: 3_000 },
];

/** The request as it goes over a keep-alive connection. */
export function wireBytes({ method, path, query, headers, body }: RawRequest): Uint8Array {
  const content = typeof body === "string" ? new TextEncoder().encode(body) : body ?? new Uint8Array();
  const lines = [`${method} ${path}${query ? `?${query}` : ""} HTTP/1.1`];
  for (const [name, value] of headers) lines.push(`${name}: ${value}`);
  if (content.length > 0) lines.push(`Content-Length: ${content.length}`);
  const head = new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n`);
  const bytes = new Uint8Array(head.length + content.length);
  bytes.set(head);
  bytes.set(content, head.length);
  return bytes;
}
