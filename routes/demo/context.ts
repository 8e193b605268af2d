/**
 * What a demo handler works with: the guard's input, the room's world, and one way to answer.
 * @module
 */
import type { Context } from "hono";
import type { LoginOptions } from "../../guard/login/limiter.ts";
import type { GuardInput, GuardVariables, Totals } from "../../guard/types.ts";
import type { Effect } from "./effect.ts";
import type { Asker, OwnLimits, OwnLimitsOf } from "./own_limits.ts";
import { DemoProblem } from "./problem.ts";
import type { World, Worlds } from "./worlds.ts";

/** What the demo API gets from outside. */
export interface DemoDeps {
  readonly worlds: Worlds;
  /** Totals of a room, for `GET /api/security/stats`. */
  readonly stats: (room: string) => Promise<Totals>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Where the logins are, and how one is read. */
  readonly login: LoginOptions;
}

/** Hono environment of the demo API. */
export interface DemoEnv {
  readonly Variables: GuardVariables;
}

/** What an endpoint is given. Of the request it sees what the guard inspected, and `search` for the one that reads it again. */
export interface Call {
  readonly input: GuardInput;
  readonly room: string;
  readonly world: World;
  readonly deps: DemoDeps;
  /** Limits that the endpoint keeps by itself, and who asks. */
  readonly own: OwnLimits;
  readonly asker: Asker;
  /** The query as it was sent, with its question mark: the bug of one endpoint is that it reads this. */
  readonly search: string;
}

/** What an endpoint answers; a web page where `html` is set. */
export interface Reply {
  readonly body: Readonly<Record<string, unknown>>;
  readonly effect?: Effect;
  readonly status?: 200 | 201;
  /** `Set-Cookie` value. */
  readonly cookie?: string;
}

/** One endpoint: pure but for its room's world. */
export type Endpoint = (call: Call) => Reply | Promise<Reply>;

/** The call of a request. */
export async function callOf(c: Context<DemoEnv>, deps: DemoDeps, limits: OwnLimitsOf): Promise<Call> {
  const { input, room, client } = c.get("guard");
  const world = await deps.worlds.of(room);
  const { url } = c.req;
  const mark = url.indexOf("?");
  const asker = { room, client, now: deps.now(), secure: url.startsWith("https:") };
  return { input, room, world, deps, own: limits.of(world), asker, search: mark < 0 ? "" : url.slice(mark) };
}

/** First value of a query parameter; a second one is ignored, as most frameworks do. */
export function queryText(input: GuardInput, name: string): string | undefined {
  return input.query.get(name)?.[0];
}

/** The fields of a JSON object or a form. */
export function bodyFields(input: GuardInput): ReadonlyMap<string, unknown> {
  const { body } = input;
  if (body.kind === "form") return new Map([...body.fields].map(([name, values]) => [name, values[0]]));
  if (body.kind === "json" && typeof body.value === "object" && body.value !== null && !Array.isArray(body.value)) {
    return new Map(Object.entries(body.value));
  }
  throw new DemoProblem(400, "Send a JSON object or a form.");
}

/** A field that must be a text of at most `most` characters. */
export function textField(fields: ReadonlyMap<string, unknown>, name: string, most: number): string {
  const value = fields.get(name);
  if (typeof value !== "string") throw new DemoProblem(400, `"${name}" must be a string.`);
  if (value.length > most) throw new DemoProblem(413, `"${name}" is longer than ${most} characters.`);
  return value;
}
