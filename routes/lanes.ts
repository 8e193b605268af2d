/**
 * Raw lanes that are open: connections of this server to itself, by the port that they come from, with the room of the
 * visitor who asked for them. The bytes of a lane go out as they were written, so they carry no cookie of ours.
 * @module
 */
import type { Context } from "hono";
import { isLoopback } from "../guard/client.ts";
import { connectionAddress } from "../guard/options.ts";

/** Port of the connection to the room. */
export type Lanes = Map<number, string>;

/** The room of a request that came through a raw lane. */
export function laneRoomOf(c: Context, lanes: Lanes): string | undefined {
  if (lanes.size === 0 || !isLoopback(connectionAddress(c) ?? "")) return undefined;
  const port = portOf(c.env);
  return port === undefined ? undefined : lanes.get(port);
}

function portOf(env: unknown): number | undefined {
  if (typeof env !== "object" || env === null || !("remoteAddr" in env)) return undefined;
  const remote: unknown = env.remoteAddr;
  if (typeof remote !== "object" || remote === null || !("port" in remote)) return undefined;
  return typeof remote.port === "number" ? remote.port : undefined;
}
