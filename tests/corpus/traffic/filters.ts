/**
 * Query languages in query strings and in JSON: what search pages and admin tables send.
 * @module
 */
import { type Draft, type Family, get, json } from "./draft.ts";
import { person, sentence } from "./prose.ts";
import type { Random } from "./random.ts";
import { CITIES, NOUNS, PRODUCTS, RESOURCES } from "./words.ts";

type Make = (random: Random) => Record<string, string>;

const noun = (random: Random) => random.pick(NOUNS);
const day = (random: Random) => random.date().toISOString().slice(0, 10);
const quoted = (random: Random) =>
  `'${random.pick([person(random), random.part(CITIES), noun(random)]).replaceAll("'", "''")}'`;

const QUERY_LANGUAGES: readonly Make[] = [
  // OData
  (r) => ({
    $filter: `${noun(r)} eq ${quoted(r)} and Price gt ${r.int(1, 99)} or contains(tolower(Name),'${noun(r)}')`,
    $orderby: "Name desc",
    $top: String(r.int(1, 50)),
  }),
  (r) => ({
    $filter: `not (startswith(Name,${quoted(r)})) and Created ge ${r.date().toISOString()}`,
    $select: "Id,Name",
    $expand: `Orders($filter=Total gt ${r.int(1, 99)};$select=Id)`,
  }),
  (r) => ({ $filter: `Tags/any(t: t eq ${quoted(r)}) and (Status eq null or Status ne 'closed')`, $count: "true" }),
  (r) => ({ $filter: `year(Birth) sub 2000 lt ${r.int(1, 20)} and length(trim(City)) gt 0`, $skip: "20" }),
  // RSQL and FIQL
  (r) => ({ search: `name=="${noun(r)}*";(age=ge=${r.int(1, 50)},age=lt=18)` }),
  (r) => ({ filter: `status=in=(open,closed);created=gt=${day(r)};title=like=${noun(r)}` }),
  (r) => ({ query: `${noun(r)}!=null;owner.name=='${noun(r)}*' and id=out=(1,2,${r.int(3, 99)})` }),
  // Lucene and its cousins
  (r) => ({
    q: `title:"${noun(r)} ${noun(r)}"~${r.int(1, 9)} AND (tag:${noun(r)} OR tag:${
      noun(r)
    }^2) NOT status:(closed draft)`,
  }),
  (r) => ({ q: `+${noun(r)} -${noun(r)} created:[${day(r)} TO *] price:{10 TO ${r.int(11, 99)}} name:/jo[hn]+/` }),
  (r) => ({
    q: `level:error AND NOT message:*timeout* AND host:"web-${r.int(1, 9)}" | stats count() by path`,
    start: "now-15m",
  }),
  (r) => ({
    q: `author:${noun(r)} is:open is:issue label:"good first issue" sort:updated-desc -label:wontfix ${
      noun(r)
    } in:title`,
  }),
  // JQL, CQL, LogQL, PromQL, KQL
  (r) => ({
    jql: `project = ${
      noun(r).toUpperCase()
    } AND status in ("To Do", "In Progress") AND assignee = currentUser() ORDER BY created DESC`,
  }),
  (r) => ({
    jql: `text ~ "${noun(r)}" AND updated >= -${r.int(1, 30)}d OR labels is EMPTY order by rank`,
    maxResults: "50",
  }),
  (r) => ({ cql: `type=page and space=${noun(r).toUpperCase()} and text~"${noun(r)}" and lastmodified > now("-4w")` }),
  (r) => ({
    query: `{app="${noun(r)}",env=~"prod|stage"} |= "error" != "timeout" | json | line_format "{{.msg}}"`,
    limit: "100",
  }),
  (r) => ({
    query: `sum(rate(http_requests_total{job="${noun(r)}",code!~"2.."}[5m])) by (path) / ${r.int(1, 99)} > 0.5`,
    step: "15s",
  }),
  (r) => ({
    query: `requests | where timestamp > ago(${
      r.int(1, 24)
    }h) and success == false | summarize count() by name | order by count_ desc`,
  }),
  // JSON:API, PostgREST, bracket operators, Rails, Django
  (r) => ({
    "filter[title][contains]": noun(r),
    "filter[price][gte]": String(r.int(1, 99)),
    "page[number]": "2",
    "fields[articles]": "title,body",
    sort: "-created,title",
  }),
  (r) => ({
    or: `(age.gte.${r.int(1, 50)},age.lte.18)`,
    select: "id,name,orders(id,total)",
    order: "name.asc.nullslast",
  }),
  (r) => ({
    name: `ilike.*${noun(r)}*`,
    id: `in.(1,2,${r.int(3, 99)})`,
    deleted_at: "is.null",
    and: `(grade.gte.90,student.is.true,or(age.eq.14,not.and(age.gte.11,age.lte.17)))`,
  }),
  (r) => ({
    "price[gte]": String(r.int(1, 9)),
    "price[lt]": "100",
    "status[in]": "open,closed",
    "name[like]": `%${noun(r)}%`,
  }),
  (r) => ({ "filters[$or][0][date][$eq]": day(r), "filters[$or][1][title][$contains]": noun(r), populate: "*" }),
  (r) => ({ "where[price][$gt]": String(r.int(1, 9)), "where[tags][$in][]": noun(r), "order[0][name]": "asc" }),
  (r) => ({ "q[name_or_email_cont]": noun(r), "q[created_at_gteq]": day(r), "q[s]": "name asc", commit: "Search" }),
  (r) => ({
    name__icontains: noun(r),
    price__range: `${r.int(1, 9)},${r.int(10, 99)}`,
    author__isnull: "False",
    o: "-3.1",
  }),
  (r) => ({ where: `{"name":{"$regex":"^${noun(r)}","$options":"i"},"age":{"$gte":${r.int(1, 50)}}}`, limit: "10" }),
  () => ({
    filter: `{"$and":[{"status":"active"},{"$or":[{"a":{"$ne":null}},{"b":{"$exists":false}}]}]}`,
    sort: '{"_id":-1}',
  }),
  (r) => ({
    filter: `price >= ${r.int(1, 9)} AND (category = "${noun(r)}" OR brand != '${noun(r)}')`,
    facetFilters: `[["tag:${noun(r)}","tag:b"],"c:-d"]`,
  }),
  (r) => ({
    fq: `{!geofilt pt=45.1,-93.8 sfield=store d=${r.int(1, 50)}}`,
    q: `{!edismax qf='title^2 body'}${noun(r)}`,
    wt: "json",
  }),
  (r) => ({
    expression: `if(gt(${noun(r)}, ${r.int(1, 99)}), "${noun(r)}", concat(name, ' ', city))`,
    format: "value",
  }),
  (r) => ({ select: "id,name", where: `${noun(r)}=${r.int(1, 9)}`, group: "by:city", having: "count>1", limit: "5" }),
  (r) => ({
    fields: `$.store.book[?(@.price < ${r.int(5, 30)})].title`,
    path: "$..author",
    xpath: "/store/book[1]/title",
  }),
  (r) => ({
    columns: `["${noun(r)}","count(*)"]`,
    rules: `(${noun(r)} = 1) && (b <> 'x' || !c)`,
    period: `${day(r)}/${day(r)}`,
  }),
];

function condition(random: Random, depth: number): unknown {
  if (depth > 0 && random.chance(0.4)) {
    return { [random.pick(["$and", "$or", "$nor"])]: random.some(1, 3, () => condition(random, depth - 1)) };
  }
  const value = random.pick<unknown>([
    { $gte: random.int(1, 99), $lt: random.int(100, 999) },
    { $in: [noun(random), null] },
    { $ne: null },
    { $regex: `^${noun(random)}.*`, $options: "i" },
    { $exists: true },
    { $not: { $size: 0 } },
    { $elemMatch: { sku: random.hex(6), qty: { $gt: 1 } } },
    sentence(random),
  ]);
  return { [random.pick(["status", "price", "owner.name", "tags", "createdAt", "_id"])]: value };
}

const JSON_LANGUAGES: readonly ((random: Random) => unknown)[] = [
  (r) => ({
    query: {
      bool: {
        must: [{ match: { title: r.pick([sentence(r), noun(r)]) } }, {
          query_string: { query: `${noun(r)} AND (a OR "b c")`, default_field: "body" },
        }],
        filter: [{ range: { price: { gte: r.int(1, 9), lte: "now/d" } } }, { terms: { tag: [noun(r), noun(r)] } }],
        must_not: { wildcard: { path: "*/node_modules/*" } },
      },
    },
    aggs: { per_day: { date_histogram: { field: "@timestamp", calendar_interval: "1d" } } },
    sort: [{ _score: "desc" }],
    size: r.int(1, 100),
  }),
  (r) => ({
    script_fields: {
      total: { script: { lang: "painless", source: `doc['${noun(r)}'].value * params.f`, params: { f: r.int(1, 9) } } },
    },
  }),
  (r) => ({ filter: condition(r, 3), projection: { _id: 0, name: 1 }, sort: { createdAt: -1 }, limit: r.int(1, 100) }),
  (r) => ({ where: condition(r, 2), include: [{ relation: r.pick(RESOURCES), scope: { where: condition(r, 1) } }] }),
  (r) => ({
    pipeline: [
      { $match: condition(r, 2) },
      { $group: { _id: "$" + noun(r), total: { $sum: { $multiply: ["$price", "$qty"] } } } },
      { $project: { name: { $concat: ["$first", " ", "$last"] }, big: { $cond: [{ $gt: ["$total", 9] }, "y", "n"] } } },
      { $sort: { total: -1 } },
    ],
  }),
  (r) => ({
    where: { _and: [{ name: { _ilike: `%${noun(r)}%` } }, { _not: { deleted: { _is_null: false } } }] },
    order_by: { id: "asc" },
  }),
  (r) => ({
    rules: {
      and: [{ "<": [{ var: "age" }, r.int(1, 99)] }, { "==": [{ var: "city" }, r.part(CITIES)] }, {
        in: ["x", { var: "tags" }],
      }],
    },
  }),
  (r) => ({
    filters: [{
      field: noun(r),
      op: r.pick(["=", "!=", "LIKE", "IN", "IS NULL", "BETWEEN"]),
      value: r.pick(["%a%", [1, 2], null, r.part(PRODUCTS)]),
    }],
    combinator: "or",
  }),
  (r) => ({
    dimensions: [`${noun(r)}.city`],
    measures: ["orders.count"],
    filters: [{ member: "orders.status", operator: "notEquals", values: ["x"] }],
    timezone: "UTC",
  }),
  (r) => ({
    formula: `=IF(AND(A1>${r.int(1, 9)},B2<>""),VLOOKUP(A1,'Sheet 2'!A:B,2,FALSE),CONCAT("n/a"," ",B2))`,
    cell: "C3",
  }),
  (r) => ({
    expr: `${noun(r)} > ${r.int(1, 99)} && (status == "open" || !archived) ? price * 1.19 : 0`,
    language: "cel",
  }),
  (r) => ({
    draw: r.int(1, 9),
    columns: [{ data: "name", search: { value: "", regex: false } }],
    search: { value: r.part(PRODUCTS) },
    order: [{ column: 0, dir: "asc" }],
  }),
];

function inQuery(random: Random): Draft {
  const params = random.part(QUERY_LANGUAGES)(random);
  return get(`/api/${random.pick(RESOURCES)}`, params, random.chance(0.5));
}

function inJson(random: Random): Draft {
  const path = random.pick([
    `/${random.pick(RESOURCES)}/_search`,
    "/api/query",
    `/api/${random.pick(RESOURCES)}/search`,
    "/action/find",
  ]);
  return json("POST", path, random.part(JSON_LANGUAGES)(random));
}

/** Filters in the query string. */
export const queryFilters: Family = { name: "filter-query", weight: 10, draft: inQuery };

/** Filters in a JSON body. */
export const jsonFilters: Family = { name: "filter-json", weight: 8, draft: inJson };
