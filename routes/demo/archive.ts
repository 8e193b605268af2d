/**
 * The archive of products, by another team. Weak: it reads the query a second time, with a library of its own, behind
 * whoever has inspected the first reading. Correct: it is given what was inspected, and binds it.
 * @module
 */
import { type Call, queryText, type Reply } from "./context.ts";
import { effectOf, refuse } from "./leak.ts";
import type { SqlResult } from "./sql/result.ts";

/** `GET /api/archive?name=` */
export function weakArchive(call: Call): Reply {
  const name = new URLSearchParams(call.search).get("name") ?? "";
  return reply(call, {
    name,
    result: call.world.database.run(`SELECT id, name, category, price FROM products WHERE name = '${name}'`),
  });
}

/** `GET /api/safe/archive?name=` */
export function safeArchive(call: Call): Reply {
  const name = queryText(call.input, "name") ?? "";
  return reply(call, {
    name,
    result: productsNamed(call, name),
  });
}

function productsNamed(call: Call, name: string): SqlResult {
  return call.world.database.run("SELECT id, name, category, price FROM products WHERE name = ?", { params: [name] });
}

function reply(call: Call, { name, result }: { readonly name: string; readonly result: SqlResult }): Reply {
  const inspected = queryText(call.input, "name") ?? "";
  const effect = effectOf(call.world.database, result, productsNamed(call, inspected).rows);
  refuse(result, effect);
  const error = result.error === undefined ? {} : { error: result.error };
  return { body: { name, count: result.rows.length, products: result.rows, ...error }, effect };
}
