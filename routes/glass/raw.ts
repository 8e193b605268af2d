/**
 * `POST /glass/raw`: the raw lane. The bytes of the body go over a socket to this very server, unchanged, and what
 * comes back is the answer, unchanged too. For requests that no browser sends as they are written.
 * @module
 */
import { Hono } from "hono";
import { isLoopback } from "../../guard/client.ts";
import { connectionAddress } from "../../guard/options.ts";
import type { AppDeps, AppEnv } from "../deps.ts";
import type { Lanes } from "../lanes.ts";
import { problem } from "../errors.ts";

/** Longest request of the lane: room for a long header, none for a flood. */
const MAX_REQUEST = 64 * 1024;

/** Longest answer that is read. */
const MAX_ANSWER = 256 * 1024;

/** How long an answer may take, milliseconds: half a request waits for its other half for ever. */
const ANSWER_MS = 3_000;

/**
 * Takes the lane only from this machine: whoever comes from outside would look like a local client, and can open a
 * socket without our help.
 */
export function createRaw({ config }: AppDeps, lanes: Lanes): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.post("/", async (c) => {
    if (!isLoopback(connectionAddress(c) ?? "")) return problem(c, 403, "The raw lane is for this machine only");
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if (bytes.length === 0 || bytes.length > MAX_REQUEST) {
      return problem(c, 400, "Bad raw request", `expected 1 to ${MAX_REQUEST} bytes`);
    }
    const port = config.port || Number(new URL(c.req.url).port);
    // The bytes carry no cookie of ours: the connection says whose room they are for.
    const room = c.get("room");
    const answer = await throwBytes(bytes, port, {
      opened: (from) => void lanes.set(from, room),
      closed: (from) => void lanes.delete(from),
    });
    return new Response(answer, { headers: { "content-type": "application/octet-stream" } });
  });
  return app;
}

/** Hears of the lane's connection by the port that it comes from. */
interface LaneListener {
  readonly opened: (from: number) => void;
  readonly closed: (from: number) => void;
}

/** Writes bytes to a port of this machine and reads until the other side closes, the bound or the deadline. */
export async function throwBytes(
  bytes: Uint8Array,
  port: number,
  lane: LaneListener = { opened: () => {}, closed: () => {} },
): Promise<Uint8Array<ArrayBuffer>> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const from = connection.localAddr.port;
  lane.opened(from);
  const deadline = setTimeout(() => connection.close(), ANSWER_MS);
  const answer = new Uint8Array(MAX_ANSWER);
  let length = 0;
  try {
    await writeAll(connection, bytes);
    while (length < MAX_ANSWER) {
      const read = await connection.read(answer.subarray(length));
      if (read === null) break;
      length += read;
    }
  } catch (error) {
    // Closed by the deadline, or reset by a server that would not read on: what came until then is the answer.
    if (!(error instanceof Deno.errors.BadResource || error instanceof Deno.errors.Interrupted) && !isReset(error)) {
      throw error;
    }
  } finally {
    lane.closed(from);
    clearTimeout(deadline);
    try {
      connection.close();
    } catch {
      // The deadline was here first.
    }
  }
  return answer.slice(0, length);
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
}

function isReset(error: unknown): boolean {
  return error instanceof Deno.errors.ConnectionReset || error instanceof Deno.errors.BrokenPipe;
}
