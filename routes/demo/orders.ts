/**
 * Orders. Weak: whoever is logged in sees every order, the number is all it takes. Correct: the owner is part of
 * the question. No text in the request is wrong, so no firewall can tell the two apart.
 * @module
 */
import { type Call, queryText, type Reply } from "./context.ts";
import type { WorldEffect } from "./effect.ts";
import { DemoProblem } from "./problem.ts";
import type { SqlRow } from "./sql/result.ts";

const MISSING = "There is no such order.";

/** `GET /api/orders/:id?token=` */
export function weakOrder(call: Call): Reply {
  const caller = callerOf(call);
  const [order] = orders(call, call.input.segments[2], undefined);
  const effect = effectOf(call, caller, order);
  if (order === undefined) throw new DemoProblem(404, MISSING, effect);
  return { body: { order }, effect };
}

/** `GET /api/safe/orders/:id?token=` */
export function safeOrder(call: Call): Reply {
  const caller = callerOf(call);
  const [order] = orders(call, call.input.segments[3], caller);
  const effect = { ...effectOf(call, caller, order), expected: "This is the correct twin." };
  // 404, not 403: a stranger does not learn which numbers exist.
  if (order === undefined) throw new DemoProblem(404, MISSING, effect);
  return { body: { order }, effect };
}

/** Id of the user whose session token was sent. */
function callerOf(call: Call): SqlRow {
  const token = queryText(call.input, "token") ?? "";
  const [user] = call.world.database.run(
    "SELECT users.id AS id, users.name AS name FROM sessions JOIN users ON users.id = user_id WHERE token = ?",
    { params: [token.slice(0, 100)] },
  ).rows;
  if (user === undefined) throw new DemoProblem(401, "Send ?token= with the session token that the login returned.");
  return user;
}

function orders(call: Call, id: string | undefined, owner: SqlRow | undefined): readonly SqlRow[] {
  if (id === undefined || !/^\d{1,9}$/.test(id)) return [];
  const where = owner === undefined ? "" : " AND user_id = ?";
  const params = owner === undefined ? [Number(id)] : [Number(id), owner.id ?? null];
  return call.world.database.run(`SELECT id, user_id, item, total, address, card FROM orders WHERE id = ?${where}`, {
    params,
  }).rows;
}

function effectOf(call: Call, caller: SqlRow, order: SqlRow | undefined): WorldEffect {
  const [owner] = call.world.database.run("SELECT name FROM users WHERE id = ?", { params: [order?.user_id ?? null] })
    .rows;
  const harmful = order !== undefined && order.user_id !== caller.id;
  return {
    kind: "access",
    steps: [
      { label: "logged in as", text: String(caller.name) },
      { label: "order belongs to", text: String(owner?.name ?? "nobody") },
    ],
    expected: "The correct twin answers 404 unless the order belongs to the caller.",
    summary: harmful
      ? `${caller.name} reads an order of ${owner?.name}, with its address and card.`
      : order === undefined
      ? "There is no such order for the caller."
      : `${caller.name} reads an order of their own.`,
    harmful,
  };
}
