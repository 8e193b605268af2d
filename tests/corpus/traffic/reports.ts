/**
 * Reports and business intelligence: queries as JSON, clauses that look like SQL but go to no database of ours.
 * @module
 */
import { type Draft, type Family, form, get, json } from "./draft.ts";
import { page } from "./pages.ts";
import { filled, person } from "./prose.ts";
import type { Random } from "./random.ts";
import { COMPANIES, NOUNS, RESOURCES } from "./words.ts";

const CLAUSES = [
  "SELECT Id, Name FROM {W}__c WHERE {F}__c LIKE '{n}%' AND CreatedDate = LAST_N_DAYS:{j} ORDER BY Name NULLS LAST LIMIT {j}",
  "SELECT Name, FORMAT(Amount) FROM Opportunity WHERE StageName NOT IN ('{n}','{W}') AND Amount > USD{i}",
  "FIND {{W} AND {n}*} IN NAME FIELDS RETURNING Account(Id, Name WHERE {F} = '{n}'), Lead",
  "SELECT [System.Id], [System.Title] FROM WorkItems WHERE [System.State] <> 'Closed' AND [System.Tags] CONTAINS '{W}'",
  "[Microsoft.VSTS.Common.Priority] <= {j} AND [System.AssignedTo] = @Me AND [System.ChangedDate] >= @StartOfDay('-{j}d')",
  "SELECT campaign.name, metrics.clicks FROM campaign WHERE segments.date DURING LAST_30_DAYS AND metrics.clicks > {i}",
  "SELECT cmis:objectId, cmis:name FROM cmis:document D WHERE CONTAINS(D, '{n}') AND IN_FOLDER('{X}')",
  'issuetype in (Bug, "{n} {W}") and fixVersion >= "{j}.{j}" and (component = {n} or "Epic Link" is empty) order by rank asc',
  'category = {W} AND duedate < endOfMonth("-1") AND reporter not in membersOf("{n}-users") AND text ~ "\\"{n} {v}\\""',
  'label in ("{n}","{W}") and ancestor = {i} and title ~ "{n}*" and space.type != personal order by lastmodified desc',
  "active=true^short_descriptionLIKE{n}^ORassigned_to.name={W}^priority<={j}^EQ^ORDERBYDESCsys_created_on",
  "stateIN1,2,3^caller_id=javascript:gs.getUserID()^sys_created_on>=javascript:gs.daysAgoStart({j})",
  "({F} = '{W}') and (not {n} in (1, {j}) or total - discount >= {i}.50) and day between '{D}' and '{D}'",
  '{n}.status = "won" & {n}.amount > {i} | {n}.owner = "{W}"',
  "{F} IS NOT NULL AND ({n} NOT LIKE '%{W}%' OR {n}_id IN ({j},{i}))",
  "lower({F}) = '{W}' group by date_trunc('week', {n}_at) having count(distinct {n}) >= {j}",
  "sum(${n}) / nullif(count(*), 0) over (partition by ${F})",
  "{n} == '{W}' && {F} != null sort by {n} desc | top {j}",
  "ga:{n}=~^{W}$,ga:{F}!@{n};ga:sessions>{j}",
  "sessions::condition::ga:{n}==({W});ga:hits>{i}",
  "{n}:eq:{W}|{F}:between:{j}..{i}|{n}:!in:(a;b)",
  "[[Category:{W}]] [[{n}::>{j}]] |?{F} |sort={n} |format=table",
  '?{n} wdt:P{j} wd:Q{i} . FILTER(LANG(?{F}) = "en" && ?{n} > {j})',
  "{n} as a, {W} as b; a.{F} = b.{F} -> count(a), b.{n}",
] as const;

function cube(r: Random): unknown {
  return {
    measures: [filled(r, "{R}.count"), filled(r, "{n}.{F}Total")],
    timeDimensions: [{ dimension: filled(r, "{R}.createdAt"), granularity: "week", dateRange: ["last 6 months"] }],
    filters: [{
      or: [{
        member: filled(r, "{n}.{F}"),
        operator: r.pick(["set", "gte", "notContains"]),
        values: [filled(r, "{W}")],
      }],
    }],
    order: [[filled(r, "{R}.count"), "desc"]],
  };
}

function metabase(r: Random): unknown {
  const field = () => ["field", r.int(1, 999), r.pick([null, { "temporal-unit": "month" }])];
  return {
    database: r.int(1, 9),
    type: "query",
    query: {
      "source-table": r.pick([r.int(1, 99), "card__12"]),
      filter: ["and", ["=", field(), filled(r, "{W}")], ["or", [">", field(), r.int(1, 99)], ["is-null", field()]]],
      aggregation: [["sum", field()], ["/", ["count"], ["distinct", field()]]],
      breakout: [field()],
      expressions: { [filled(r, "{n}")]: ["concat", field(), " / ", field()] },
    },
  };
}

function chart(r: Random): unknown {
  return {
    datasource: { id: r.int(1, 99), type: "table" },
    queries: [{
      filters: [{
        col: filled(r, "{n}"),
        op: r.pick(["NOT IN", "LIKE", ">=", "IS NOT NULL"]),
        val: [filled(r, "%{W}%"), filled(r, "{n}")],
      }],
      extras: { where: filled(r, "({F} = '{W}' and {n} > {j})"), having: filled(r, "SUM({n}) > {i}") },
      metrics: [{
        expressionType: "SQL",
        sqlExpression: filled(r, "COUNT(DISTINCT {n}_id)"),
        label: filled(r, "# {n}s"),
      }],
      columns: [filled(r, "{F}"), filled(r, "{W}")],
      time_range: "2024-01-01 : 2025-01-01",
    }],
    result_format: "csv",
  };
}

function pivot(r: Random): unknown {
  return {
    rows: [{ field: filled(r, "{n}.{F}"), sort: "desc" }],
    values: [{
      field: filled(r, "{W}"),
      agg: r.pick(["sum", "avg", "count(distinct)"]),
      format: r.pick(["#,##0.00 €", "0.0%;(0.0%);-", "[>999]#,K"]),
    }],
    having: [{ left: filled(r, "{n}"), op: r.pick(["<>", "!=", "~", "><"]), right: filled(r, "{W}") }],
    title: `${filled(r, r.pick(["{n} vs. {W} (Ø {j}%)", "{n} > {j} & {F} < {i}", "“{n}” — Q{j}/25"]))}`,
    sharedWith: [person(r), r.part(COMPANIES)],
  };
}

const BODIES: readonly ((random: Random) => unknown)[] = [
  cube,
  metabase,
  chart,
  pivot,
  (r) => ({ saved_search: { name: filled(r, "{n} {W}"), criteria: filled(r, r.part(CLAUSES)), shared: true } }),
  (r) => ({ query: filled(r, r.part(CLAUSES)), params: [r.int(1, 99), filled(r, "{W}")], format: "json" }),
  (r) => ({
    view: {
      filterSet: r.some(
        1,
        3,
        () => ({
          columnId: `fld${r.hex(8)}`,
          operator: r.pick(["isAnyOf", "!=", "isWithin", "|"]),
          value: filled(r, "{W}"),
        }),
      ),
      groupLevels: [{ order: "asc" }],
    },
  }),
  (r) => ({
    segment: {
      conjunction: "and",
      rules: r.some(
        1,
        4,
        () => [filled(r, "{n}.{F}"), r.pick(["is", "is not", "<", "contains", "∈"]), filled(r, "{W}")],
      ),
    },
    schedule: filled(r, "0 {j} * * 1"),
  }),
  (r) => ({
    subscription: { cron: filled(r, "{j} {j} * * 1-5"), recipients: r.some(1, 3, () => person(r)) },
    mail: { subject: filled(r, "{n}: {i} {W}"), html: page(r) },
  }),
];

function draft(random: Random): Draft {
  const clause = filled(random, random.part(CLAUSES));
  const roll = random.int(0, 9);
  if (roll <= 3) {
    const name = random.pick(["jql", "cql", "soql", "wiql", "sysparm_query", "criteria", "having", "q", "filters"]);
    return get(`/api/${random.pick(RESOURCES)}/${random.pick(["search", "report", "export"])}`, {
      [name]: clause,
      fields: "id,name",
    }, random.chance(0.5));
  }
  if (roll === 4) return form("/reports/run", { name: random.pick(NOUNS), where: clause, output: "xlsx" });
  return json(
    "POST",
    random.pick(["/api/dataset", "/cubejs-api/v1/load", "/api/v1/chart/data", "/api/reports"]),
    random.part(BODIES)(random),
  );
}

/** Reports and saved views. */
export const reports: Family = { name: "report", weight: 6, draft };
