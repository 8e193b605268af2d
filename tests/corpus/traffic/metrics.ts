/**
 * Questions that dashboards ask: time series, logs and traces in the languages of their stores.
 * @module
 */
import { type Draft, type Family, form, get, json } from "./draft.ts";
import { series } from "./paths.ts";
import { filled } from "./prose.ts";
import type { Random } from "./random.ts";

const QUESTIONS = [
  // PromQL and kin
  'histogram_quantile(0.{j}, sum by (le, {F}) (rate({n}_{W}_seconds_bucket{{F}="{W}",env!~"dev|test"}[{j}m])))',
  'sum without (instance) (increase({n}_total{job=~"{W}.*"}[1h])) / on({F}) group_left count({n}_up == 1)',
  '100 - (avg(irate(node_{n}_seconds_total{mode="idle"}[5m])) by (instance) * 100) > {j}',
  'topk({j}, {W}:{n}:rate5m{cluster="{n}-{j}"} offset 1w) unless on() absent({n}_{F})',
  'label_replace(up{job="{n}"}, "host", "$1", "instance", "(.*):\\\\d+") and ignoring(code) {W}_info',
  "max_over_time(deriv({n}_bytes[{j}m:30s])[1d:]) >= bool {i} or vector(0)",
  '{{F}="{W}", {n}!="", __name__=~"{n}_.+"}',
  'predict_linear(node_{n}_free{mountpoint="/{W}",fstype!~"tmpfs|ramfs"}[6h], 4*3600) < 0',
  '(sum(rate({W}_errors{code=~"5.."}[$__rate_interval])) or vector(0)) * ${multiplier:raw}',
  "clamp_max({n}{le='+Inf'} - {W} @ end(), {i}e3) ^ 2 % {j}",
  // LogQL and trace queries
  'sum by ({F}) (count_over_time({namespace="{n}"} |= "{W}" !~ "health|ready" | logfmt | {n} >= {j}ms [5m]))',
  '{compose_service="{n}"} | pattern "<ip> - - <_> \\"<method> <uri> <_>\\" <status> <_>" | status != 200',
  '{app=~"{n}-.+"} |~ "(?i)err(or)?" | json a="b[0].{F}", c="d[\\"{n}\\"]" | line_format "{{ .a | upper }}"',
  '{ resource.service.name = "{n}" && span.http.status_code >= {j}0 } >> { name =~ "{W}.*" } | avg(duration) > {j}ms',
  '{ .{F} != nil && (rootName = "{n}" || kind = server) } | by(span.{n}) | count() > {j}',
  // Flux, InfluxQL, time series of others
  'from(bucket: "{n}") |> range(start: -{j}h) |> filter(fn: (r) => r._measurement == "{W}" and r["{F}"] =~ /^{n}$/) |> mean()',
  'from(bucket:"{W}")\n  |> range(start: v.timeRangeStart, stop: now())\n  |> map(fn: (r) => ({ r with _value: r._value / {j}.0 }))\n  |> yield(name: "{n}")',
  'SELECT mean("{n}") FROM "{W}" WHERE ("{F}" =~ /^$host$/) AND $timeFilter GROUP BY time($__interval), "{n}" fill(null)',
  'SHOW TAG VALUES FROM {n} WITH KEY = "{F}" WHERE "{W}" = \'{n}\'',
  "aliasByNode(movingAverage(stats.{n}.*.{W}.count, '{j}min'), 2, -1)",
  "groupByNode(scale({W}.{n}-{{j},{i}}.cpu.*,0.01),1,'sumSeries')",
  "avg:system.{n}.{F}{env:prod,!host:{W}*} by {host}.rollup(max, {j})",
  "sum(last_{j}m):anomalies(per_second(sum:{n}.{W}{*} by {{F},env}.as_count()), 'agile', 2) >= 1",
  "SEARCH(' {AWS/{n},{F}} MetricName=\"{W}\" ', 'Sum', {i})",
  "IF(m1 > {j} AND m2 < 0, (m1 - m2) / PERIOD(m1), FILL(m3, REPEAT))",
  'ts("{n}.{W}.*", {F}="a*" and not {n}="b") ?: 0 & lag({j}m, ${F})',
  "fetch gce_{n}::{W} | { metric 'compute/{F}' ; metric \"b\" } | ratio | every {j}m | condition val() > 0.{j} '1'",
  // Kusto, ES|QL, NRQL and their like
  '{W}\n| where TimeGenerated > ago({j}h) and {F} !has "{n}"\n| extend n = iff(Level <= 3, \'bad\', "ok")\n| summarize p{j}=percentile(d, {j}) by bin(t, 1m), n',
  "let t = datatable(a:string)[\"{W}\",'{n}']; {n} | where {F} in~ (t) | project-away _* | join kind=leftanti ({W}) on $left.id == $right.id",
  '{n} | take {j} | mv-expand x = parse_json({F}).{n}[0] | where tostring(x) matches regex @"^\\d+$" | render timechart',
  'FROM {n}-* | WHERE {F} LIKE "*{W}*" AND bytes > {i} | EVAL kb = bytes / 1024 | STATS c = COUNT(*) BY host | KEEP c, host',
  "FROM Transaction SELECT percentile(duration, {j}), rate(count(*), 1 minute) WHERE appName = '{W}' FACET name TIMESERIES SINCE {j} minutes ago",
  'fetch logs | filter matchesPhrase(content, "{n} {v}") and loglevel != "INFO" | fieldsAdd d = duration / 1s | summarize {count(), avg(d)}, by:{{F}}',
  'filter {n}.{F} > {j} | alter x = arrayindex(split({W}, "@"), 0) | comp count_distinct(x) as n by _time | limit {i}',
] as const;

const PANELS: readonly ((random: Random, text: string) => Draft)[] = [
  (r, query) =>
    get("/api/v1/query_range", { query, start: String(r.int(1, 99_999)), step: `${r.int(5, 60)}s` }, r.chance(0.5)),
  (r, query) => get("/api/v1/query", { query, time: r.date().toISOString() }, r.chance(0.5)),
  (r, query) => form("/api/v1/query", { query, timeout: `${r.int(1, 60)}s` }),
  (r, target) => form("/render", { target, from: `-${r.int(1, 24)}h`, format: "json" }),
  (r, expr) =>
    json("POST", "/api/ds/query", {
      queries: [{
        refId: "A",
        expr,
        datasource: { uid: r.hex(9), type: "x" },
        legendFormat: "{{instance}} - {{job}}",
        intervalMs: 15_000,
      }],
      from: "now-6h",
      to: "now",
    }),
  (r, query) =>
    json("POST", "/api/dashboards/db", {
      dashboard: {
        title: filled(r, "{n} / {W} ({j}%)"),
        templating: {
          list: [{
            name: "host",
            query: filled(r, "label_values({n}, {F})"),
            regex: "/^([^:]+):.*$/",
            current: { text: "All", value: "$__all" },
          }],
        },
        panels: [{
          title: filled(r, "{n}: $host > {j}"),
          targets: [{ rawSql: "", query }],
          links: [{ url: "/d/${__dashboard}?var-a=${a:csv}&${__url_time_range}" }],
        }],
      },
    }),
  (r, expression) =>
    json("PUT", "/api/v1/provisioning/alert-rules", {
      alert: filled(r, "{n}-{W}"),
      expr: expression,
      for: `${r.int(1, 30)}m`,
      annotations: {
        summary: "{{ $labels.instance }} is at {{ $value | humanizePercentage }}",
        runbook: filled(r, "https://{h}/{n}#{W}"),
      },
    }),
  (r, query) => json("POST", "/v1/api/graphql-metrics", { account: r.int(1, 999), nrql: query, csv: false }),
];

function draft(random: Random): Draft {
  const question = random.chance(0.2) ? series(random) : filled(random, random.part(QUESTIONS));
  return random.part(PANELS)(random, question);
}

/** Dashboards and alerts. */
export const metrics: Family = { name: "metrics", weight: 6, draft };
