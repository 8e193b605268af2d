/**
 * Who sent a request: the address that counts, and the address that connected.
 * @module
 */
import { MAX_ADDRESS, MAX_CLIENTS } from "./limits.ts";

/** The identity of a client. */
export interface Client {
  /** The address as it is counted: IPv4 as it is, IPv6 by /64. */
  readonly id: string;
  /** Address of the connection. */
  readonly peer: string;
}

/** Whom to believe. */
export interface ClientOptions {
  /** Trusted proxies in front: the address is taken that many entries from the right of `X-Forwarded-For`. */
  readonly trustProxy: number;
  /** Accept `x-demo-ip` from loopback connections, so that a launcher can play many clients. */
  readonly demoAddress: boolean;
}

/** Where headers are looked up. */
export interface HeaderSource {
  get(name: string): string | null;
}

/** Header with which a launcher on this machine plays another client. */
export const DEMO_ADDRESS_HEADER = "x-demo-ip";

/** The client behind a connection from `peer`. Nothing a client sends is believed unless the options say so. */
export function clientOf(peer: string | undefined, headers: HeaderSource, options: ClientOptions): Client {
  const connected = peer ?? "unknown";
  if (options.trustProxy > 0) {
    const forwarded = forwardedAddress(headers.get("x-forwarded-for"), options.trustProxy);
    if (forwarded !== undefined) return { id: groupOf(forwarded), peer: connected };
  } else if (options.demoAddress) {
    const header = headers.get(DEMO_ADDRESS_HEADER);
    const played = header !== null && isLoopback(connected) ? addressOf(header) : undefined;
    if (played !== undefined) return { id: groupOf(played), peer: connected };
  }
  return { id: groupOf(connected), peer: connected };
}

/** The entry that the outermost trusted proxy wrote; undefined when the header is shorter or no address. */
function forwardedAddress(header: string | null, hops: number): string | undefined {
  if (header === null) return undefined;
  const entries = header.split(",");
  return addressOf(entries[entries.length - hops] ?? "");
}

/** An address without port and brackets, or undefined when it is none. */
function addressOf(text: string): string | undefined {
  let address = text.trim();
  if (address === "" || address.length > MAX_ADDRESS) return undefined;
  if (address.startsWith("[")) address = address.slice(1, address.indexOf("]"));
  else if (address.indexOf(":") === address.lastIndexOf(":")) address = address.split(":")[0]!;
  return ipv4(address) !== undefined || ipv6(address) !== undefined ? address : undefined;
}

/** True for 127.0.0.0/8, ::1 and the mapped form of the former. */
export function isLoopback(address: string): boolean {
  const v4 = ipv4(address);
  if (v4) return v4[0] === 127;
  const v6 = ipv6(address);
  if (!v6) return false;
  const mapped = mappedIpv4(v6);
  return mapped ? mapped.startsWith("127.") : v6.every((group, i) => group === (i === 7 ? 1 : 0));
}

const groups = new Map<string, string>();

/** The key of an address; connections come in great numbers from few addresses, so they are read once. */
function groupOf(address: string): string {
  const known = groups.get(address);
  if (known !== undefined) return known;
  const group = readGroup(address);
  if (groups.size >= MAX_CLIENTS) groups.clear();
  groups.set(address, group);
  return group;
}

/** One household has one IPv6 /64. */
function readGroup(address: string): string {
  const v6 = ipv6(address);
  if (!v6) return address;
  const mapped = mappedIpv4(v6);
  if (mapped) return mapped;
  if (v6.every((group, i) => group === (i === 7 ? 1 : 0))) return "::1";
  return `${v6.slice(0, 4).map((group) => group.toString(16)).join(":")}::/64`;
}

function mappedIpv4(groups: readonly number[]): string | undefined {
  if (groups[5] !== 0xffff || groups.slice(0, 5).some((group) => group !== 0)) return undefined;
  const [high, low] = [groups[6]!, groups[7]!];
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

function ipv4(text: string): readonly number[] | undefined {
  const numbers: number[] = [];
  for (let at = 0; numbers.length < 4; at++) {
    const start = at;
    let number = 0;
    for (; at - start < 3; at++) {
      const digit = text.charCodeAt(at) - 48;
      if (!(digit >= 0 && digit <= 9)) break;
      number = number * 10 + digit;
    }
    if (at === start || number > 255) return undefined;
    numbers.push(number);
    const isLast = numbers.length === 4;
    if (isLast ? at !== text.length : text[at] !== ".") return undefined;
  }
  return numbers;
}

/** The eight groups of an IPv6 address, zone and all notations included. */
function ipv6(text: string): readonly number[] | undefined {
  const bare = text.split("%")[0]!;
  if (!bare.includes(":")) return undefined;
  const halves = bare.split("::");
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0]!);
  const tail = groupsOf(halves[1] ?? "");
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

function groupsOf(text: string): number[] | undefined {
  if (text === "") return [];
  const groups: number[] = [];
  const parts = text.split(":");
  for (const [i, part] of parts.entries()) {
    const v4 = i === parts.length - 1 && part.includes(".") ? ipv4(part) : undefined;
    if (v4) groups.push(v4[0]! * 256 + v4[1]!, v4[2]! * 256 + v4[3]!);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(parseInt(part, 16));
    else return undefined;
  }
  return groups.length <= 8 ? groups : undefined;
}
