/**
 * Login. Weak: name and password are glued into the query and compared in clear text. Correct: one bound
 * parameter, a salted hash, and the same answer after the same work whether or not the user exists.
 * @module
 */
import { bodyFields, type Call, type Reply, textField } from "./context.ts";
import type { SqlEffect } from "./effect.ts";
import { refuse } from "./leak.ts";
import { isPassword, NOBODY } from "./password.ts";
import { DemoProblem } from "./problem.ts";
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
  const harmful = user !== undefined && user.id !== expected?.id || result.refusal === "deadline";
  const effect: SqlEffect = {
    kind: "sql",
    statements: result.statements.map(toSqlStatement),
    expectedRows: expected === undefined ? 0 : 1,
    summary: summaryOf(user, harmful, result.error),
    harmful,
  };
  refuse(result, effect);
  if (result.error !== undefined) throw new DemoProblem(500, `The database says: ${result.error}`, effect);
  if (user === undefined) throw new DemoProblem(401, WRONG, effect);
  return loggedIn(user, effect);
}

/** `POST /api/safe/login` */
export async function safeLogin(call: Call): Promise<Reply> {
  const { name, password } = credentials(call);
  const user = await correctUser(call, name, password);
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
  return loggedIn(user, effect);
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

function summaryOf(user: SqlRow | undefined, harmful: boolean, error: string | undefined): string {
  if (error !== undefined) return `The input broke the query: ${error}.`;
  if (user === undefined) return "No row matches: nobody is logged in.";
  if (harmful) return `Logged in as ${user.name} (${user.role}) without the password.`;
  return `${user.name} is logged in with the right password.`;
}
