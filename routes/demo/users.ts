/**
 * The user list and single users. Weak: a filter, an ORDER BY and an id are glued into the text; the id needs no
 * quote to break out of. Correct: bound parameters, an allow-list of columns, an id that is a number.
 * @module
 */
import { type Call, queryText, type Reply } from "./context.ts";
import { effectOf, refuse } from "./leak.ts";
import { DemoProblem } from "./problem.ts";
import type { SqlResult } from "./sql/result.ts";

const COLUMNS = "SELECT id, name, email, role FROM users";
const SORTABLE = ["id", "name", "role"];
const NOTHING: SqlResult = { statements: [], rows: [], changes: 0 };

/** `GET /api/users?role=&sort=` */
export function weakUsers(call: Call): Reply {
  const role = queryText(call.input, "role");
  const sort = queryText(call.input, "sort") ?? "id";
  const where = role === undefined ? "" : ` WHERE role = '${role}'`;
  return weakReply(call, `${COLUMNS}${where} ORDER BY ${sort}`, safeUserRows(call), (rows) => ({
    count: rows.length,
    users: rows,
  }));
}

/** `GET /api/safe/users?role=&sort=` */
export function safeUsers(call: Call): Reply {
  const result = safeUserRows(call);
  if (result.statements.length === 0) throw new DemoProblem(400, `"sort" must be one of ${SORTABLE.join(", ")}.`);
  const effect = effectOf(call.world.database, result, result.rows);
  return { body: { count: result.rows.length, users: result.rows }, effect };
}

/** `GET /api/users/:id` */
export function weakUser(call: Call): Reply {
  const id = call.input.segments[2] ?? "";
  return weakReply(call, `${COLUMNS} WHERE id = ${id}`, safeUserRow(call, id), (rows, effect) => {
    if (rows.length === 0) throw new DemoProblem(404, "There is no such user.", effect);
    return rows.length === 1 ? { user: rows[0] } : { users: rows };
  });
}

/** `GET /api/safe/users/:id` */
export function safeUser(call: Call): Reply {
  const result = safeUserRow(call, call.input.segments[3] ?? "");
  const effect = effectOf(call.world.database, result, result.rows);
  if (result.rows.length === 0) throw new DemoProblem(404, "There is no such user.", effect);
  return { body: { user: result.rows[0] }, effect };
}

function weakReply(
  call: Call,
  sql: string,
  expected: SqlResult,
  toBody: (rows: SqlResult["rows"], effect: ReturnType<typeof effectOf>) => Record<string, unknown>,
): Reply {
  const { database } = call.world;
  const result = database.run(sql);
  const effect = effectOf(database, result, expected.rows);
  refuse(result, effect);
  if (result.error !== undefined) throw new DemoProblem(500, `The database says: ${result.error}`, effect);
  return { body: toBody(result.rows, effect), effect };
}

/** Rows of the correct list; no statement ran where the column is not on the list. */
function safeUserRows(call: Call): SqlResult {
  const role = queryText(call.input, "role");
  const sort = queryText(call.input, "sort") ?? "id";
  if (!SORTABLE.includes(sort)) return NOTHING;
  const where = role === undefined ? "" : " WHERE role = ?";
  return call.world.database.run(`${COLUMNS}${where} ORDER BY ${sort}`, { params: role === undefined ? [] : [role] });
}

/** Row of the correct lookup; no statement ran where the id is not a number. */
function safeUserRow(call: Call, id: string): SqlResult {
  if (!/^\d{1,9}$/.test(id)) return NOTHING;
  return call.world.database.run(`${COLUMNS} WHERE id = ?`, { params: [Number(id)] });
}
