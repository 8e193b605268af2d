/**
 * Whose room a request belongs to. In a room of their own visitors see, stream and change nothing but their own;
 * the signed token in their cookie, or in a link they share, is the only way in.
 * @module
 */
import type { Context, MiddlewareHandler } from "hono";
import { Hono } from "hono";
import { getCookie } from "hono/cookie";
import { clientOf } from "../guard/client.ts";
import { isSameText, Secrets } from "../guard/login/secrets.ts";
import { MemoryCounters } from "../guard/memory/counters.ts";
import { connectionAddress } from "../guard/options.ts";
import type { LimitPolicy } from "../guard/types.ts";
import type { AppDeps, AppEnv } from "./deps.ts";
import { laneRoomOf, type Lanes } from "./lanes.ts";

/** Name of the cookie that holds the token. */
export const ROOM_COOKIE = "glass_room";

const DAY = 24 * 3_600;

/** New rooms of one address: a school behind one, and its browsers that forget; whoever comes more often shares one. */
const ENTRY_POLICY: LimitPolicy = {
  name: "entry",
  algorithm: "gcra",
  limit: 300,
  windowMs: 3_600_000,
  onFailure: "open",
};

/** Tokens that were checked already. */
const MAX_KNOWN = 5_000;

/** Pages: only who opens one gets a room, so that a script cannot fill the house with rooms. */
const DOORS: readonly string[] = ["/", "/test", "/learn"];

/** Sets `room` for every request. */
export function rooms(deps: AppDeps, lanes: Lanes): MiddlewareHandler<AppEnv> {
  if (deps.config.rooms === "main") {
    return async function mainRoom(c, next) {
      c.set("room", "main");
      await next();
    };
  }
  const tokens = new RoomTokens(deps.secret);
  const entries = new MemoryCounters();
  const doors = new Set([...DOORS, ...deps.lessons.map(({ id }) => `/learn/${id}`)]);
  return async function visitorRoom(c, next) {
    const lane = laneRoomOf(c, lanes);
    if (lane !== undefined) {
      c.set("room", lane);
      return await next();
    }
    const shared = doors.has(c.req.path) ? await tokens.roomOf(c.req.query("room")) : undefined;
    const known = shared ?? await tokens.roomOf(getCookie(c, ROOM_COOKIE));
    const isDoor = doors.has(c.req.path) && c.req.method === "GET";
    const mayEnter = known === undefined && isDoor &&
      (await entries.hit("*", addressOf(c, deps), ENTRY_POLICY, deps.now())).allowed;
    const room = known ?? (mayEnter ? tokens.fresh() : await tokens.guestOf(addressOf(c, deps)));
    c.set("room", room);
    await deps.store.load(room);
    await next();
    if (!isDoor || (known !== undefined && shared === undefined)) return;
    const secure = c.req.url.startsWith("https:") ? "; Secure" : "";
    const token = await tokens.tokenOf(room);
    c.header("set-cookie", `${ROOM_COOKIE}=${token}; Path=/; Max-Age=${DAY}; HttpOnly; SameSite=Lax${secure}`, {
      append: true,
    });
  };
}

/** `GET /glass/room`: the room, and the link that lets others in; null where there is only one room. */
export function createRoomInfo({ config, secret }: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const tokens = new RoomTokens(secret);
  app.get("/", async (c) => {
    const room = c.get("room");
    const share = config.rooms === "main" ? null : `/?room=${await tokens.tokenOf(room)}`;
    return c.json({ room, share });
  });
  return app;
}

/** Makes and checks tokens: a room's id and a keyed digest of it. */
export class RoomTokens {
  readonly #secrets: Secrets;
  readonly #known = new Map<string, string>();

  constructor(secret: string) {
    this.#secrets = new Secrets(secret);
  }

  /** A new room's id. */
  fresh(): string {
    return `v${crypto.getRandomValues(new Uint8Array(10)).toHex()}`;
  }

  /** The room of who has no cookie: one an address. */
  async guestOf(client: string): Promise<string> {
    return `g${await this.#secrets.hex(10, "guest", client)}`;
  }

  /** The token of a room. */
  async tokenOf(room: string): Promise<string> {
    return `${room}.${await this.#secrets.hex(16, "room", room)}`;
  }

  /** The room that a token opens; undefined for one that we did not make. */
  async roomOf(token: string | undefined): Promise<string | undefined> {
    if (token === undefined || !/^[vg][0-9a-f]{20}\.[0-9a-f]{32}$/.test(token)) return undefined;
    const known = this.#known.get(token);
    if (known !== undefined) return known;
    const room = token.slice(0, token.indexOf("."));
    if (!isSameText(token, await this.tokenOf(room))) return undefined;
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.set(token, room);
    return room;
  }
}

function addressOf(c: Context, { config }: AppDeps): string {
  return clientOf(connectionAddress(c), c.req.raw.headers, { trustProxy: config.trustProxy, demoAddress: false }).id;
}
