/**
 * A fake network: a table of addresses and what answers there. No packet ever leaves the process.
 * @module
 */
import { readFile, toAbsolute } from "./file_tree.ts";

/** What a fetch in the fake network found. */
export interface Fetched {
  /** Where the request went, step by step. */
  readonly route: readonly string[];
  readonly body?: string;
  readonly error?: string;
  /** The last address is one that nobody outside may reach. */
  readonly internal: boolean;
}

/** Hosts that belong to the outside world. */
export const PUBLIC_HOSTS: readonly string[] = ["shop.example.test", "partner.example.test", "redirect.example.test"];

const NAMES: Readonly<Record<string, string>> = {
  localhost: "127.0.0.1",
  "0.0.0.0": "127.0.0.1",
  "[::1]": "127.0.0.1",
  "[::]": "127.0.0.1",
  "intranet.shop.internal": "10.0.0.5",
  "metadata.google.internal": "169.254.169.254",
  "[::ffff:a9fe:a9fe]": "169.254.169.254",
};

/** Pages by `host:port/path`; the longest path that fits answers. */
const PAGES: readonly (readonly [address: string, body: string])[] = [
  ["shop.example.test:80/", "<title>The Glasshouse shop</title> Kitchen scales, teapots and maps."],
  ["partner.example.test:80/", "<title>A partner</title> We bake bread for knives."],
  ["169.254.169.254:80/", "ami-id\niam/\nhostname\n"],
  ["169.254.169.254:80/latest/meta-data/iam/security-credentials/", "shop\n"],
  [
    "169.254.169.254:80/latest/meta-data/iam/security-credentials/shop",
    '{"AccessKeyId": "FAKE-KEY-ID", "SecretAccessKey": "fake-secret", "Token": "fake-token"}',
  ],
  ["127.0.0.1:80/", "<title>Admin</title> Only reachable from this machine, so nobody is asked for a password."],
  ["127.0.0.1:9200/", '{"cluster_name": "shop-search", "indices": ["orders", "users"]}'],
  ["127.0.0.1:6379/", "-ERR unknown command 'GET', but thank you for calling\n"],
  ["10.0.0.5:80/", "<title>Intranet</title> Salaries, holidays, and the Wi-Fi password: fake-1234"],
];

/** Redirects that are followed. */
const MOST_REDIRECTS = 3;

/** Fetches an address in the fake network, as a server with full trust would. */
export function fetchInside(address: string): Fetched {
  const route: string[] = [];
  let next = address;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const url = URL.parse(next);
    if (url === null) return { route, error: `not an address: ${next.slice(0, 100)}`, internal: false };
    if (url.protocol === "file:") return readLocal(url, route);
    if (url.protocol !== "http:" && url.protocol !== "https:") {
      return { route: [...route, url.protocol], error: `the scheme ${url.protocol} is not supported`, internal: false };
    }
    const host = addressOf(url.hostname);
    const port = url.port === "" ? "80" : url.port;
    route.push(host === url.hostname ? `${host}:${port}` : `${url.hostname} is ${host}:${port}`);
    const to = url.searchParams.get("to");
    if (host === "redirect.example.test" && to !== null) {
      next = to;
      continue;
    }
    const internal = !PUBLIC_HOSTS.includes(host);
    const body = pageOf(`${host}:${port}${url.pathname}`);
    if (body !== undefined) return { route, body, internal };
    return { route, error: `nothing answers at ${host}:${port}`, internal: internal && isPrivate(host) };
  }
  return { route, error: "too many redirects", internal: false };
}

/** The address behind a name, as the resolver of the fake network says. */
export function addressOf(hostname: string): string {
  const name = hostname.toLowerCase().replace(/\.$/, "");
  const mapped = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(name);
  const plain = mapped ? toDotted(parseInt(mapped[1]!, 16), parseInt(mapped[2]!, 16)) : name;
  return NAMES[plain] ?? (plain.startsWith("127.") ? "127.0.0.1" : plain);
}

/** True for addresses that only insiders reach. */
export function isPrivate(host: string): boolean {
  return host.startsWith("127.") || host.startsWith("10.") || host.startsWith("192.168.") ||
    host.startsWith("169.254.") || /^172\.(1[6-9]|2\d|3[01])\./.test(host) || host.endsWith(".internal");
}

function readLocal(url: URL, route: readonly string[]): Fetched {
  const path = toAbsolute("/", url.pathname);
  const body = readFile(path);
  const error = body === undefined ? { error: `no such file: ${path}` } : { body };
  return { route: [...route, `file ${path}`], ...error, internal: body !== undefined };
}

function pageOf(address: string): string | undefined {
  let best: readonly [string, string] | undefined;
  for (const page of PAGES) {
    if (address.startsWith(page[0]) && page[0].length > (best?.[0].length ?? 0)) best = page;
  }
  return best?.[1];
}

function toDotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
