/**
 * Compares our own counts with those of the server: `GET /api/security/stats` before and after.
 * @module
 */
import { throwIfUnreachable, TIMEOUT_MS, UnreachableError } from "./fire.ts";
import type { Counts } from "./report.ts";

/** The server's totals, as far as they are compared. */
export interface ServerTotals {
  readonly total: number;
  readonly passed: number;
  readonly blocked: number;
  readonly limited: number;
}

/** How the two counts compare. */
export interface Check {
  /** `unknown` where the server could not be asked, or answers were lost. */
  readonly equal: boolean | "unknown";
  readonly server?: ServerTotals;
  readonly sentence: string;
}

/** Reads the server's totals, from an address of its own so that no limit of the run is in the way. */
export async function readTotals(target: URL): Promise<ServerTotals | undefined> {
  try {
    const headers = { accept: "application/json", "x-demo-ip": "192.0.2.1" };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(new URL("/api/security/stats", target), { headers, signal });
    const body: unknown = await response.json();
    return response.ok ? parseTotals(body) : undefined;
  } catch (error) {
    throwIfUnreachable(error, target);
    if (error instanceof DOMException && error.name === "TimeoutError") {
      throw new UnreachableError(`no answer from ${target.origin} within ${TIMEOUT_MS / 1000} s`);
    }
    return undefined;
  }
}

/** Totals from the answer of the server; nothing where it is none. */
export function parseTotals(body: unknown): ServerTotals | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const values = new Map<string, unknown>(Object.entries(body));
  const [total, allowed, flagged, blocked, limited] = ["total", "allowed", "flagged", "blocked", "limited"]
    .map((name) => values.get(name));
  if (
    typeof total !== "number" || typeof allowed !== "number" || typeof flagged !== "number" ||
    typeof blocked !== "number" || typeof limited !== "number"
  ) return undefined;
  return { total, passed: allowed + flagged, blocked, limited };
}

/** Compares. The first reading is itself a request that the second one counts. */
export function checkCounts(ours: Counts, before: ServerTotals | undefined, after: ServerTotals | undefined): Check {
  if (before === undefined || after === undefined) {
    return { equal: "unknown", sentence: "The server's own counts could not be read at /api/security/stats." };
  }
  const server: ServerTotals = {
    total: after.total - before.total - 1,
    passed: after.passed - before.passed - 1,
    blocked: after.blocked - before.blocked,
    limited: after.limited - before.limited,
  };
  if (ours.errors > 0) {
    return {
      equal: "unknown",
      server,
      sentence: `${ours.errors} answers were lost, so the counts cannot be compared.`,
    };
  }
  const equal = server.total === ours.sent && server.passed === ours.passed && server.blocked === ours.blocked &&
    server.limited === ours.limited;
  const theirs =
    `${server.total} requests, ${server.blocked} blocked, ${server.limited} limited, ${server.passed} passed`;
  return equal
    ? { equal, server, sentence: `The server counted the same: ${theirs}.` }
    : { equal, server, sentence: `The server counted ${theirs}: somebody else may be using it.` };
}
