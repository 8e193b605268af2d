/**
 * GraphQL abuse: queries that cost the server far more than the client. A normal query is never an attack.
 * @module
 */
import { Char } from "../chars.ts";
import {
  MAX_GRAPHQL_ALIASES,
  MAX_GRAPHQL_BATCH,
  MAX_GRAPHQL_DEPTH,
  MAX_GRAPHQL_DIRECTIVES,
  MAX_GRAPHQL_MUTATIONS,
  MAX_GRAPHQL_REPEATS,
  MAX_GRAPHQL_SAME_FIELD,
} from "../limits.ts";
import { isGraphql } from "../lex/graphql.ts";
import { detectInViews, evidenceOf, findingOf, type Report } from "../report.ts";
import type { Detector, Finding, InspectedField, InspectedRequest, Level, Rule, Severity, View } from "../types.ts";
import { shapeOf } from "./query.ts";

function rule(name: string, level: Level, severity: Severity, title: string, why: string): Rule {
  return { id: `graphql.${name}`, category: "graphql", severity, level, title, why };
}

const DEPTH = rule(
  "depth",
  1,
  "critical",
  "Deep query",
  `a query is nested deeper than ${MAX_GRAPHQL_DEPTH} levels, and each level multiplies the work`,
);
const ALIASES = rule(
  "aliases",
  1,
  "critical",
  "Alias flood",
  "a query asks for one field under many names, so that one request acts like many",
);
const REPEATS = rule(
  "repeats",
  1,
  "critical",
  "Repeated field",
  `a query names one field more than ${MAX_GRAPHQL_REPEATS} times in a row`,
);
const DIRECTIVES = rule(
  "directives",
  1,
  "critical",
  "Directive flood",
  `a query carries more than ${MAX_GRAPHQL_DIRECTIVES} directives`,
);
const CIRCULAR = rule(
  "circular-fragment",
  1,
  "critical",
  "Circular fragment",
  "a fragment includes itself and never ends",
);
const BATCH = rule(
  "batch",
  1,
  "critical",
  "Batch of queries",
  `more than ${MAX_GRAPHQL_BATCH} queries are sent as one request, which slips past limits per request`,
);
const INTROSPECTION = rule(
  "introspection",
  2,
  "critical",
  "Introspection",
  "a query asks for the schema: every type and field that the API has",
);

export const graphql: Detector = {
  name: "graphql",
  title: "GraphQL abuse",
  rules: [DEPTH, ALIASES, REPEATS, DIRECTIVES, CIRCULAR, BATCH, INTROSPECTION],
  detect(request) {
    if ((request.chars & Char.brace) === 0) return [];
    const findings = detectInViews(request, Char.brace, detectQuery);
    const batch = detectBatch(request);
    return batch ? [...findings, batch] : findings;
  },
};

function detectQuery(view: View, field: InspectedField, report: Report): void {
  if (field.role === "name" || field.role === "filename" || !isGraphql(view.text)) return;
  const { length } = view.text;
  const shape = shapeOf(view.text);
  if (shape.depth > MAX_GRAPHQL_DEPTH) report(DEPTH, shape.deepest, Math.min(length, shape.deepest + 40));
  const most = shape.mutation ? MAX_GRAPHQL_MUTATIONS : MAX_GRAPHQL_SAME_FIELD;
  if (shape.aliases > MAX_GRAPHQL_ALIASES || shape.sameField > most) report(ALIASES, 0, length);
  if (shape.repeats > MAX_GRAPHQL_REPEATS) report(REPEATS, 0, length);
  if (shape.directives > MAX_GRAPHQL_DIRECTIVES) report(DIRECTIVES, 0, length);
  if (shape.circular) report(CIRCULAR, 0, length);
  if (shape.introspection >= 0) report(INTROSPECTION, shape.introspection, shape.introspection + 8);
}

/** `/12/query` beside `/0/query`: an array of operations. */
function detectBatch(request: InspectedRequest): Finding | undefined {
  let operations = 0;
  for (let f = 0; f < request.fields.length; f++) {
    const field = request.fields[f]!;
    if (field.source !== "body" || !/^\/[0-9]{1,4}\/query$/.test(field.name)) continue;
    if (++operations > MAX_GRAPHQL_BATCH) {
      return findingOf(BATCH, evidenceOf(request, f, 0, 0, field.views[0]!.text.length));
    }
  }
  return undefined;
}
