/**
 * How many are left, as the supplier says. By contract a customer may ask a hundred times a minute; the supplier bills
 * what goes beyond. Weak: every request is passed on. Correct: the endpoint keeps the contract by itself.
 * @module
 */
import type { LimitPolicy } from "../../guard/types.ts";
import { type Call, queryText, type Reply } from "./context.ts";
import type { WorldEffect, WorldStep } from "./effect.ts";
import { DemoProblem, TooMany } from "./problem.ts";

/** At most a hundred in any sixty seconds, not in every minute of the clock. */
const CONTRACT: LimitPolicy = {
  name: "contract",
  algorithm: "sliding-log",
  limit: 100,
  windowMs: 60_000,
  onFailure: "closed",
};

/** What the supplier of the fake world has. */
const STOCK: Readonly<Record<string, number>> = { teapot: 14, scale: 3, lamp: 0, map: 220, knife: 7 };

/** `GET /api/stock?item=` */
export async function weakStock(call: Call): Promise<Reply> {
  const item = itemOf(call);
  const billed = await askSupplier(call, "weak");
  return { body: { item, left: STOCK[item] ?? 0 }, effect: effectOf(item, billed) };
}

/** `GET /api/safe/stock?item=` */
export async function safeStock(call: Call): Promise<Reply> {
  const item = itemOf(call);
  const { allowed, retryMs } = await call.own.request(call.asker, CONTRACT);
  if (!allowed) throw new TooMany(retryMs, "A hundred a minute, by contract. Come back later.", KEPT);
  const billed = await askSupplier(call, "safe");
  return { body: { item, left: STOCK[item] ?? 0 }, effect: effectOf(item, billed) };
}

/** The supplier's own books: true for a request beyond the contract, which costs extra. */
async function askSupplier(call: Call, door: "weak" | "safe"): Promise<boolean> {
  const { allowed } = await call.own.request(call.asker, { ...CONTRACT, name: `supplier/${door}` });
  return !allowed;
}

const REFUSED: WorldStep = { label: "refused", text: "the supplier was not asked" };

const KEPT: WorldEffect = {
  kind: "network",
  steps: [REFUSED],
  expected: "This is the correct twin.",
  summary: "A hundred of this client's requests were passed on within a minute: this one was not.",
  harmful: false,
};

function effectOf(item: string, billed: boolean): WorldEffect {
  return {
    kind: "network",
    steps: [
      { label: "asks", text: `http://supplier.shop.internal/stock/${item}` },
      { label: "the supplier's books", text: billed ? "beyond the contract: billed" : "within the contract" },
    ],
    expected: "The correct twin passes on a hundred in any minute, and answers 429 to the rest.",
    summary: billed
      ? "More than a hundred of this client's requests reached the supplier within a minute: this one was billed."
      : "The supplier was asked, within the contract.",
    harmful: billed,
  };
}

function itemOf(call: Call): string {
  const item = queryText(call.input, "item") ?? "";
  if (!Object.hasOwn(STOCK, item)) throw new DemoProblem(404, `There is no such item; ask for ${ITEMS}.`);
  return item;
}

const ITEMS = Object.keys(STOCK).join(", ");
