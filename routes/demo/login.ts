/**
 * Login. Weak: name and password are glued into the query and compared in clear text, as often as one likes. Correct:
 * one bound parameter, a salted hash, the same answer after the same work whether or not the user exists, and a count
 * of what failed.
 * @module
 */
import { bodyFields, type Call, type Reply, textField } from "./context.ts";
import type { SqlEffect } from "./effect.ts";
import { refuse } from "./leak.ts";
import { isPassword, NOBODY } from "./password.ts";
import { DemoProblem, TooMany } from "./problem.ts";
import { type SqlRow, toSqlStatement } from "./sql/result.ts";

/** Longest name or password: enough for every injection, little for the hash. */
const MOST = 1_000;
const WRONG = "User name or password is wrong.";

/** `POST /api/login` */
export async function weakLogin(call: Call): Promise<Reply> {
  const { name, password } = credentials(call);
  const { database } = call.world;
  // AND binds tighter than OR: the name may be the user name or the e-mail address.
  const result = database.run(
    `SELECT id, name, role FROM users WHERE name = '${name}' AND password = '${password}' ` +
      `OR password = '${password}' AND email = '${name}' LIMIT 1`,
  );
  const user = result.rows[0];
  const expected = await correctUser(call, name, password);
  const bypassed = user !== undefined && user.id !== expected?.id;
  const guessed = await isBeyondTwin(call, user !== undefined) && user !== undefined;
  const effect: SqlEffect = {
    kind: "sql",
    statements: result.statements.map(toSqlStatement),
    expectedRows: expected === undefined ? 0 : 1,
    summary: summaryOf(user, { bypassed, guessed }, result.error),
    harmful: bypassed || guessed || result.refusal === "deadline",
  };
  refuse(result, effect);
  if (result.error !== undefined) throw new DemoProblem(500, `The database says: ${result.error}`, effect);
  if (user === undefined) throw new DemoProblem(401, WRONG, effect);
  return loggedIn(user, effect);
}

/** `POST /api/safe/login` */
export async function safeLogin(call: Call): Promise<Reply> {
  const { name, password } = credentials(call);
  const { limit, after } = await call.own.login("/api/safe/login", call.input, call.asker);
  if (limit) throw new TooMany(limit.retryMs, "Too many failed logins. Come back later.", UNASKED);
  const user = await correctUser(call, name, password);
  const outcome = await after?.(user === undefined ? 401 : 200);
  const effect: SqlEffect = {
    kind: "sql",
    statements: lookup(call, name).statements.map((statement) =>
      toSqlStatement({ ...statement, rows: statement.rows.map(toPublic) })
    ),
    expectedRows: user === undefined ? 0 : 1,
    summary: user === undefined ? "The text was only compared: nobody is logged in." : `${user.name} is logged in.`,
    harmful: false,
  };
  if (user === undefined) throw new DemoProblem(401, WRONG, effect);
  return { ...loggedIn(user, effect), ...(outcome?.cookie === undefined ? {} : { cookie: outcome.cookie }) };
}

/** What happens to a try that is one too many. */
const UNASKED: SqlEffect = {
  kind: "sql",
  statements: [],
  expectedRows: 0,
  summary: "Too many tries have failed before: this one was not even compared.",
  harmful: false,
};

/** Whether the correct twin would not have looked at this try any more. Here it is only noted. */
async function isBeyondTwin(call: Call, success: boolean): Promise<boolean> {
  const { limit, after } = await call.own.login("/api/login", call.input, call.asker);
  await after?.(success ? 200 : 401);
  return limit !== undefined;
}

function credentials(call: Call): { name: string; password: string } {
  const fields = bodyFields(call.input);
  return { name: textField(fields, "username", MOST), password: textField(fields, "password", MOST) };
}

function lookup(call: Call, name: string) {
  return call.world.database.run(
    "SELECT id, name, role, password_hash FROM users WHERE name = ?1 OR email = ?1 LIMIT 1",
    { params: [name] },
  );
}

/** Who may log in with this, decided without the weak query. */
async function correctUser(call: Call, name: string, password: string): Promise<SqlRow | undefined> {
  const user = lookup(call, name).rows[0];
  const stored = user?.password_hash;
  const fits = await isPassword(password, typeof stored === "string" ? stored : NOBODY);
  return fits ? user : undefined;
}

function loggedIn(user: SqlRow, effect: SqlEffect): Reply {
  return { body: { ok: true, user: toPublic(user), token: `session-${user.name}-demo` }, effect };
}

/** A user without the hash. */
function toPublic(user: SqlRow): SqlRow {
  return { id: user.id ?? null, name: user.name ?? null, role: user.role ?? null };
}

function summaryOf(
  user: SqlRow | undefined,
  how: { readonly bypassed: boolean; readonly guessed: boolean },
  error: string | undefined,
): string {
  if (error !== undefined) return `The input broke the query: ${error}.`;
  if (user === undefined) return "No row matches: nobody is logged in.";
  if (how.bypassed) return `Logged in as ${user.name} (${user.role}) without the password.`;
  if (how.guessed) return `Logged in as ${user.name} (${user.role}) by guessing: nobody counted what failed before.`;
  return `${user.name} is logged in with the right password.`;
}
