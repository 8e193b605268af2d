/**
 * Events and databases for tests.
 * @module
 */
import type { NewEvent } from "../guard/types.ts";

/** An event of no importance; `change` makes it one. */
export function eventFor(change: Partial<NewEvent> = {}): NewEvent {
  return {
    room: "main",
    at: 1_800_000_000_000,
    requestId: "r",
    method: "GET",
    path: "/api/search",
    client: "198.51.100.1",
    action: "block",
    wouldBe: "block",
    mode: "block",
    status: 403,
    sentence: "Blocked because it is a test.",
    score: 5,
    threshold: 5,
    level: 1,
    findings: [],
    decidedBy: "score",
    guardMicros: 40,
    request: { method: "GET", path: "/api/search", query: "", headers: [] },
    ...change,
  };
}

/** Opens a database in memory, runs the test, closes it. */
export async function withKv(run: (kv: Deno.Kv) => Promise<void>): Promise<void> {
  const kv = await Deno.openKv(":memory:");
  try {
    await run(kv);
  } finally {
    kv.close();
  }
}

/** A database whose commits begin when `turn`, called for each, lets them. */
export function slowKv(kv: Deno.Kv, turn: () => Promise<void>): Deno.Kv {
  return new Proxy(kv, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      if (name !== "atomic") return value.bind(target);
      return () => {
        const operation = target.atomic();
        const commit = operation.commit.bind(operation);
        operation.commit = () => turn().then(commit);
        return operation;
      };
    },
  });
}

/** A database that fails when `fails()` says so. Only what the store uses. */
export function faultyKv(kv: Deno.Kv, fails: (call: "get" | "set" | "commit") => boolean): Deno.Kv {
  return new Proxy(kv, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      if (name === "atomic") return () => faultyAtomic(target.atomic(), fails);
      if (name === "get" || name === "getMany" || name === "set") {
        const call = name === "set" ? "set" : "get";
        return (...args: unknown[]) => fails(call) ? Promise.reject(new Error("disk full")) : value.apply(target, args);
      }
      return value.bind(target);
    },
  });
}

function faultyAtomic(
  operation: Deno.AtomicOperation,
  fails: (call: "get" | "set" | "commit") => boolean,
): Deno.AtomicOperation {
  const proxy: Deno.AtomicOperation = new Proxy(operation, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      if (name === "commit") return () => fails(name) ? Promise.reject(new Error("disk full")) : target.commit();
      return (...args: unknown[]) => {
        value.apply(target, args);
        return proxy;
      };
    },
  });
  return proxy;
}
