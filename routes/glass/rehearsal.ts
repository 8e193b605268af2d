/**
 * `POST /glass/rehearsal`: does the defence of a lesson hold? Its attacks and its innocent requests are sent to a
 * fresh copy of the house, under the settings of the room, each by a client of its own; the lesson's attack is also
 * sent to the correct twin with the guard off. Nothing is counted, stored or streamed, and no limit of the learner
 * is touched, so a check can be made as often as one likes.
 * @module
 */
import { Hono } from "hono";
import type { Attack, Lesson } from "../../attacks/types.ts";
import { guard } from "../../guard/middleware.ts";
import type { RoomSettings } from "../../guard/types.ts";
import { createDemo } from "../demo/mod.ts";
import type { AppDeps, AppEnv } from "../deps.ts";
import { problem } from "../errors.ts";
import { demoLogin } from "../login_fields.ts";

/** Rehearsals a minute, over all rooms: each builds a database and sends up to a few hundred requests. */
const RUNS_A_MINUTE = 120;

/** What became of one attack or innocent request. */
export interface RehearsedRow {
  readonly id: string;
  readonly title: string;
  readonly truth: Attack["truth"];
  /** Requests that it sent, and how many of them were refused or limited. */
  readonly requests: number;
  readonly blocked: number;
  readonly limited: number;
  /** Every request was refused, or a limit met the rest. */
  readonly stopped: boolean;
  /** Rules that decided. */
  readonly rules: readonly string[];
  /** One sentence of the guard, for the first refusal. */
  readonly sentence?: string;
}

/** The whole check. */
export interface Rehearsal {
  readonly rows: readonly RehearsedRow[];
  /** The lesson's attack at the correct twin, with the guard off. */
  readonly twin?: { readonly harmful: boolean; readonly statuses: readonly number[] };
}

/** Routes below `/glass/rehearsal`. */
export function createRehearsal(deps: AppDeps): Hono<AppEnv> {
  const { store, now } = deps;
  const attacks = new Map(deps.attacks.map((attack) => [attack.id, attack]));
  const lessons = new Map(deps.lessons.map((lesson) => [lesson.id, lesson]));
  const recent: number[] = [];
  const app = new Hono<AppEnv>();
  app.post("/:lesson", async (c) => {
    const lesson = lessons.get(c.req.param("lesson"));
    if (!lesson) return problem(c, 404, "No such lesson");
    while (recent.length > 0 && recent[0]! <= now() - 60_000) recent.shift();
    if (recent.length >= RUNS_A_MINUTE) return problem(c, 429, "Too many rehearsals");
    recent.push(now());
    await store.load(c.get("room"));
    return c.json(await rehearse(deps, lesson, { attacks, settings: store.settings.get(c.get("room")) }));
  });
  return app;
}

interface Stage {
  readonly attacks: ReadonlyMap<string, Attack>;
  readonly settings: RoomSettings;
}

async function rehearse(deps: AppDeps, lesson: Lesson, { attacks, settings }: Stage): Promise<Rehearsal> {
  const room = `rehearsal ${crypto.randomUUID()}`;
  try {
    const rows: RehearsedRow[] = [];
    for (const id of [...lesson.catch, ...lesson.pass]) {
      const attack = attacks.get(id);
      // Each has a guard with counters of its own: one attack's limit is no affair of the next.
      if (attack) rows.push(rowOf(attack, await sendAll(houseOf(deps, room, settings), attack)));
    }
    const own = attacks.get(lesson.attack);
    if (!own) return { rows };
    const off: RoomSettings = { ...settings, mode: "observe", rateLimit: "off", teaching: true };
    const answers = await sendAll(houseOf(deps, room, off), own, { twin: true });
    return {
      rows,
      twin: { harmful: answers.some(({ harmful }) => harmful), statuses: answers.map(({ status }) => status) },
    };
  } finally {
    deps.worlds.reset(room);
  }
}

function houseOf(deps: AppDeps, room: string, settings: RoomSettings): Hono<AppEnv> {
  const { worlds, store, now, model, secret } = deps;
  const app = new Hono<AppEnv>();
  const login = demoLogin(secret);
  app.use(guard({ room: () => room, settings: () => settings, now, login, ...(model ? { model } : {}) }));
  return app.route("/", createDemo({ worlds, stats: () => Promise.resolve(store.stats.totals(room)), now, login }));
}

interface Answer {
  readonly status: number;
  readonly refused: boolean;
  readonly harmful: boolean;
  readonly rules: readonly string[];
  readonly sentence?: string;
}

async function sendAll(house: Hono<AppEnv>, attack: Attack, options: { twin?: boolean } = {}): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let round = 0; round < attack.repeat; round++) {
    for (const { method, target, headers, body } of attack.requests) {
      const path = options.twin ? target.replace(/^\/api\//, "/api/safe/") : target;
      const init = { method, headers: headers.map(([name, value]): [string, string] => [name, value]) };
      answers.push(await answerOf(await house.request(path, body === undefined ? init : { ...init, body })));
    }
  }
  return answers;
}

/** Reads an answer of our own app. What the API itself refuses carries no request id. */
async function answerOf(response: Response): Promise<Answer> {
  const { status } = response;
  const text = await response.text();
  const body: ProblemBody = text.startsWith("{") ? JSON.parse(text) : {};
  const refused = status >= 400 && body.requestId !== undefined;
  return {
    status,
    refused,
    harmful: body.effect?.harmful === true,
    rules: refused ? (body.rules ?? []).map(({ rule }) => rule) : [],
    ...(refused && body.detail !== undefined ? { sentence: body.detail } : {}),
  };
}

/** The part of an answer that is looked at. */
interface ProblemBody {
  readonly requestId?: string;
  readonly detail?: string;
  readonly rules?: readonly { readonly rule: string }[];
  readonly effect?: { readonly harmful: boolean };
}

function rowOf({ id, title, truth }: Attack, answers: readonly Answer[]): RehearsedRow {
  const limited = answers.filter(({ refused, status }) => refused && status === 429).length;
  const blocked = answers.filter(({ refused }) => refused).length - limited;
  const sentence = answers.find((answer) => answer.sentence !== undefined)?.sentence;
  return {
    id,
    title,
    truth,
    requests: answers.length,
    blocked,
    limited,
    // A limit cannot refuse the first request, so a run of them is stopped when it is met at all.
    stopped: blocked === answers.length || limited > 0,
    rules: [...new Set(answers.flatMap(({ rules }) => rules))],
    ...(sentence === undefined ? {} : { sentence }),
  };
}
