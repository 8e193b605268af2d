/**
 * Product search. Weak: the words are glued into a LIKE, every statement of the text runs, and the database's
 * complaints are sent to the client. Correct: a bound parameter, its wildcards escaped.
 * @module
 */
import { type Call, queryText, type Reply } from "./context.ts";
import { effectOf, refuse } from "./leak.ts";
import type { SqlResult } from "./sql/result.ts";

/** `GET /api/search?q=` */
export function weakSearch(call: Call): Reply {
  const { database } = call.world;
  const q = queryText(call.input, "q") ?? "";
  const expected = safeRows(call, q).rows;
  const result = database.run(`SELECT id, name, category, price FROM products WHERE name LIKE '%${q}%'`, {
    stacked: true,
  });
  const effect = effectOf(database, result, expected);
  refuse(result, effect);
  // A quote in a name breaks the query; the weak API shrugs, and tells the client what the database said.
  const error = result.error === undefined ? {} : { error: result.error };
  return { body: { query: q, count: result.rows.length, results: result.rows, ...error }, effect };
}

/** `GET /api/safe/search?q=` */
export function safeSearch(call: Call): Reply {
  const q = queryText(call.input, "q") ?? "";
  const result = safeRows(call, q);
  const effect = effectOf(call.world.database, result, result.rows);
  refuse(result, effect);
  return { body: { query: q, count: result.rows.length, results: result.rows }, effect };
}

function safeRows(call: Call, q: string): SqlResult {
  const literal = q.replaceAll("\\", "\\\\").replaceAll("%", "\\%").replaceAll("_", "\\_");
  return call.world.database.run(
    "SELECT id, name, category, price FROM products WHERE name LIKE '%' || ? || '%' ESCAPE '\\'",
    { params: [literal] },
  );
}
