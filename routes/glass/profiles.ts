/**
 * `GET /glass/profiles`: what is usual for each route and parameter of the room, and how far learning is.
 * `POST /glass/profiles/reset` begins anew, `POST /glass/profiles/rollback` with `{"at": …}` returns to a snapshot; both
 * leave an event in the audit chain.
 * @module
 */
import type { Context } from "hono";
import { Hono } from "hono";
import { type ProfilesSummary, summaryOf } from "../../detectors/anomaly/profile/summary.ts";
import { clientOf } from "../../guard/client.ts";
import { connectionAddress } from "../../guard/options.ts";
import { requestIdOf } from "../../guard/request_id.ts";
import type { KeptProfiles } from "../../store/profiles.ts";
import type { AppDeps, AppEnv } from "../deps.ts";
import { problem } from "../errors.ts";

/** What the page is told. */
export type ProfilesReport = ProfilesSummary & KeptProfiles;

/** Routes below `/glass/profiles`. */
export function createProfiles(deps: AppDeps): Hono<AppEnv> {
  const { store } = deps;
  const app = new Hono<AppEnv>();
  const report = async (room: string): Promise<ProfilesReport> => {
    await store.load(room);
    return { ...summaryOf(await store.profiles.of(room)), ...await store.profiles.kept(room) };
  };
  app.get("/", async (c) => c.json(await report(c.get("room"))));
  app.post("/reset", async (c) => {
    const room = c.get("room");
    await store.load(room);
    await store.profiles.reset(room);
    await audit(c, deps, "The profiles were reset: what is usual is learned anew.");
    return c.json(await report(room));
  });
  app.post("/rollback", async (c) => {
    const room = c.get("room");
    const at = snapshotTime(await c.req.json().catch(() => undefined));
    if (at === undefined) return problem(c, 400, "Bad snapshot", "at: expected the time of a snapshot in milliseconds");
    await store.load(room);
    if (!await store.profiles.rollBack(room, at)) return problem(c, 404, "No such snapshot");
    await audit(c, deps, `The profiles were rolled back to ${new Date(at).toISOString()}.`);
    return c.json(await report(room));
  });
  return app;
}

function snapshotTime(body: unknown): number | undefined {
  if (typeof body !== "object" || body === null || !("at" in body)) return undefined;
  const { at } = body;
  return typeof at === "number" && Number.isSafeInteger(at) && at >= 0 && at < 8.64e15 ? at : undefined;
}

/** An event like any other, so that it stands in the chain: who changed what the guard knows, and when. */
async function audit(c: Context<AppEnv>, { store, config, now }: AppDeps, sentence: string): Promise<void> {
  const room = c.get("room");
  const { mode, threshold, level } = store.settings.get(room);
  const { headers } = c.req.raw;
  const { id, peer } = clientOf(connectionAddress(c), headers, { trustProxy: config.trustProxy, demoAddress: false });
  const { method, path } = c.req;
  await store.events.append({
    room,
    at: now(),
    requestId: requestIdOf(headers),
    method,
    path,
    client: id,
    ...(peer === id ? {} : { peer }),
    action: "allow",
    wouldBe: "allow",
    mode,
    status: 200,
    sentence,
    score: 0,
    threshold,
    level,
    findings: [],
    decidedBy: "operator",
    guardMicros: 0,
    request: { method, path, query: "", headers: [] },
  });
}
