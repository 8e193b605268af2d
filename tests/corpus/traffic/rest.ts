/**
 * Plain REST: resources in JSON, patches, JSON-RPC, bulk lines; reads with paging.
 * @module
 */
import { inSigns, inWhere, inWords, nameOf } from "./conditions.ts";
import { type Draft, type Family, get, json } from "./draft.ts";
import { paragraph, person, sentence, slug } from "./prose.ts";
import type { Random } from "./random.ts";
import { template } from "./templates.ts";
import { CITIES, COMPANIES, FIELD_NAMES, LOCALES, NOUNS, PRODUCTS, RESOURCES } from "./words.ts";

function path(random: Random, id = random.chance(0.6)): string {
  const version = random.pick(["/api", "/api/v1", "/v2", "/rest", ""]);
  const resource = random.pick(RESOURCES);
  if (!id) return `${version}/${resource}`;
  const key = random.pick([String(random.int(1, 99_999)), random.uuid(), slug(random)]);
  return `${version}/${resource}/${key}${random.chance(0.3) ? `/${random.pick(RESOURCES)}` : ""}`;
}

function address(random: Random): unknown {
  return {
    name: person(random),
    company: random.chance(0.4) ? random.part(COMPANIES) : null,
    line1: `${random.int(1, 400)}${random.pick(["", "b", "/2", "-3"])} ${
      random.pick([
        "Rue de l'Église",
        "St. John's Rd",
        "King's Cross; Flat #4",
        "Straße des 17. Juni",
        "5th Ave & Main",
        "丸の内1丁目",
      ])
    }`,
    city: random.part(CITIES),
    postal: random.pick(["SW1A 1AA", "10115", "〒100-0005", "K1A 0B1", "00-001", "1234 AB"]),
    phone: `+${random.int(1, 99)} (0)${random.int(10, 999)} ${random.int(100, 999)}-${random.int(1000, 9999)}`,
  };
}

function order(random: Random): unknown {
  return {
    id: random.uuid(),
    currency: random.pick(["EUR", "USD", "JPY"]),
    items: random.some(1, 8, () => ({
      sku: `SKU-${random.hex(6).toUpperCase()}`,
      title: random.part(PRODUCTS),
      qty: random.int(1, 9),
      price: random.int(1, 99_999) / 100,
      options: random.chance(0.3) ? { engraving: sentence(random), size: "W32/L34" } : undefined,
    })),
    shipping: address(random),
    note: random.chance(0.5) ? paragraph(random, 2) : "",
    coupon: random.pick([null, "SAVE10%", "WELCOME-2025", "2FOR1!"]),
    createdAt: random.date().toISOString(),
  };
}

function profile(random: Random): unknown {
  return {
    [random.pick(["displayName", "full_name", "name"])]: person(random),
    bio: paragraph(random, 3),
    website: `https://${random.pick(NOUNS)}.example/~${random.pick(NOUNS)}/?a=1&b=2`,
    locale: random.pick(LOCALES),
    timezone: random.pick(["Europe/Paris", "America/Argentina/Buenos_Aires", "Etc/GMT+5"]),
    password: random.pick([
      "correct horse battery staple",
      `aA1!'"; ${random.hex(5)}`,
      `<${random.hex(4)}>&%$#`,
      "p@$$w0rd--",
      `${random.hex(3)}' or ${random.hex(3)}?`,
    ]),
    settings: {
      theme: "dark",
      notify: { email: true, push: random.chance(0.5) },
      columns: ["id", "name", "-created_at"],
    },
  };
}

function patch(random: Random): Draft {
  const operations = random.some(1, 4, () => ({
    op: random.pick(["replace", "add", "test", "remove"]),
    path: `/${random.pick(RESOURCES)}/${random.int(0, 9)}/${random.pick(FIELD_NAMES).replace("/", "~1")}`,
    value: random.pick([sentence(random), random.int(1, 100), null, { "a~b": [1, "2"] }]),
  }));
  return json("PATCH", path(random, true), operations, "application/json-patch+json");
}

function rpc(random: Random): Draft {
  const call = (id: number) => ({
    jsonrpc: "2.0",
    id,
    method: random.pick(["user.update", "system.listMethods", "tools/call", "textDocument/didChange", "eth_call"]),
    params: {
      name: random.pick(NOUNS),
      arguments: { text: paragraph(random, 2), "range": { start: 0, end: random.int(1, 90) } },
    },
  });
  return json("POST", "/rpc", random.chance(0.3) ? random.some(2, 4, call) : call(random.int(1, 999)));
}

function bulk(random: Random): Draft {
  const lines = random.some(2, 8, () =>
    [
      JSON.stringify({ index: { _index: random.pick(RESOURCES), _id: random.hex(12) } }),
      JSON.stringify({ title: sentence(random), at: random.date().toISOString(), by: person(random) }),
    ].join("\n"));
  return {
    method: "POST",
    path: "/_bulk",
    headers: { "Content-Type": "application/x-ndjson" },
    body: `${lines.join("\n")}\n`,
    carrier: "full",
  };
}

function list(random: Random): Draft {
  const params: Record<string, string> = {
    page: String(random.int(1, 40)),
    [random.pick(["per_page", "limit", "size"])]: String(random.pick([10, 25, 50, 100])),
    [random.pick(["sort", "order_by", "orderBy"])]: random.pick([
      "-created_at,name",
      "name asc",
      "price desc, id asc",
      "name:asc",
      "+name",
    ]),
  };
  if (random.chance(0.6)) {
    params[random.pick(["q", "search", "query", "term", "s"])] = random.chance(0.5)
      ? random.part(PRODUCTS)
      : sentence(random);
  }
  if (random.chance(0.3)) params.fields = "id,name,owner(id,name),tags[*].label";
  if (random.chance(0.3)) params.include = "author,comments.author";
  if (random.chance(0.2)) params["created_at"] = `>=${random.date().toISOString()}`;
  return get(path(random, false), params, random.chance(0.5));
}

const OPERATORS = [
  "$eq",
  "$ne",
  "$cont",
  "$starts",
  "$gte",
  "$in",
  "$notnull",
  "$between",
  "$isnull",
  "$excl",
] as const;

/** A template, a list with a filter, and a list that is kept under a name with its filter. */
function askedFor(random: Random): Draft {
  if (random.chance(0.15)) {
    return json("PUT", path(random, true), { subject: template(random), [random.pick(FIELD_NAMES)]: template(random) });
  }
  const condition = random.pick([inWords, inSigns, inWhere]);
  if (random.chance(0.35)) {
    return json("POST", `/api/${random.pick(RESOURCES)}/views`, {
      name: sentence(random),
      [random.pick(["filter", "where", "condition"])]: condition(random),
      sort: [`-${nameOf(random)}`],
      shared: random.chance(0.5),
    });
  }
  if (random.chance(0.5)) {
    return get(path(random, false), { [random.pick(["filter", "q", "where", "$filter"])]: condition(random) });
  }
  // As frameworks for CRUD make it of a request: operators between bars, or in JSON.
  const operator = () => random.pick(OPERATORS);
  const word = () => random.pick([random.pick(NOUNS), String(random.int(1, 999)), slug(random)]);
  return get(path(random, false), {
    ...(random.chance(0.5)
      ? { s: JSON.stringify({ [random.pick(["$and", "$or"])]: [{ [nameOf(random)]: { [operator()]: word() } }] }) }
      : { filter: `${nameOf(random)}||${operator()}||${word()}`, or: `${nameOf(random)}||${operator()}||${word()}` }),
    join: `${random.pick(NOUNS)}||${nameOf(random)},id`,
    sort: `${nameOf(random)},DESC`,
  }, random.chance(0.5));
}

function draft(random: Random): Draft {
  const roll = random.int(0, 10);
  if (roll === 10) return askedFor(random);
  if (roll <= 2) return list(random);
  if (roll <= 4) return json("POST", path(random, false), order(random));
  if (roll <= 6) return json(random.pick(["PUT", "POST"]), path(random, true), profile(random));
  if (roll === 7) return patch(random);
  return roll === 8 ? rpc(random) : bulk(random);
}

/** REST and its neighbours. */
export const rest: Family = { name: "rest", weight: 12, draft };
