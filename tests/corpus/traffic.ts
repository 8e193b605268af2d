/**
 * Modern API traffic, made from a seed: what rule sets break most. Nothing here is an attack, and nothing is copied
 * from anywhere. The gate measures on test seeds; the model may train on the others (see `FIRST_TEST_SEED`).
 * @module
 */
import type { EvalRecord } from "../eval/record.ts";
import { accounts } from "./traffic/accounts.ts";
import { clientHeaders } from "./traffic/clients.ts";
import { configs } from "./traffic/configs.ts";
import { documents } from "./traffic/documents.ts";
import type { Draft, Family } from "./traffic/draft.ts";
import { editing } from "./traffic/editing.ts";
import { jsonFilters, queryFilters } from "./traffic/filters.ts";
import { forms } from "./traffic/forms.ts";
import { formulas } from "./traffic/formulas.ts";
import { graphql } from "./traffic/graphql.ts";
import { markdownText } from "./traffic/markdown.ts";
import { metrics } from "./traffic/metrics.ts";
import { quoted } from "./traffic/quoted.ts";
import { Random } from "./traffic/random.ts";
import { reports } from "./traffic/reports.ts";
import { rest } from "./traffic/rest.ts";
import { richText } from "./traffic/richtext.ts";
import { searches } from "./traffic/search.ts";
import { standards } from "./traffic/standards.ts";
import { telemetry } from "./traffic/telemetry.ts";
import { tokens } from "./traffic/tokens.ts";
import { tools } from "./traffic/tools.ts";
import { uploads } from "./traffic/uploads.ts";
import { webhooks } from "./traffic/webhooks.ts";

export { FIRST_TEST_SEED } from "./traffic/random.ts";

/** Every family of traffic. */
export const FAMILIES: readonly Family[] = [
  rest,
  graphql,
  webhooks,
  queryFilters,
  jsonFilters,
  richText,
  markdownText,
  telemetry,
  uploads,
  tokens,
  forms,
  tools,
  documents,
  quoted,
  searches,
  standards,
  metrics,
  reports,
  formulas,
  configs,
  accounts,
  editing,
];

const TOTAL_WEIGHT = FAMILIES.reduce((sum, family) => sum + family.weight, 0);

/** Yields `count` benign records, all distinct, always the same for the same seed. */
export function* traffic(seed: number, count: number): Generator<EvalRecord> {
  const random = new Random(seed);
  const seen = new Set<string>();
  for (let made = 0; made < count;) {
    const family = familyAt(random.int(0, TOTAL_WEIGHT - 1));
    const draft = family.draft(random);
    const content = contentOf(draft);
    if (seen.has(content)) continue;
    seen.add(content);
    yield recordOf(`traffic-${seed}-${made++}`, family, draft, random);
  }
}

function familyAt(point: number): Family {
  let rest = point;
  for (const family of FAMILIES) {
    if (rest < family.weight) return family;
    rest -= family.weight;
  }
  throw new RangeError(`Cannot pick a family: ${point} is out of range`);
}

/** What makes two requests different: everything but the client. */
function contentOf({ method, path, query, body }: Draft): string {
  return `${method} ${path}?${query ?? ""}\n${typeof body === "string" ? body : base64(body)}`;
}

function recordOf(id: string, family: Family, draft: Draft, random: Random): EvalRecord {
  const { method, path, query = "", headers, body, carrier } = draft;
  const record = {
    id,
    label: "benign",
    class: family.name,
    source: "traffic",
    q: family.q ?? "strong",
    carrier,
    method,
    path,
    query,
    headers: { ...clientHeaders(random), ...headers },
  } as const;
  if (body === undefined) return record;
  const text = typeof body === "string" ? body : textOf(body);
  return text === undefined ? { ...record, body64: base64(body) } : { ...record, body: text };
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

function base64(bytes: string | Uint8Array | undefined): string {
  if (bytes === undefined || typeof bytes === "string") return bytes ?? "";
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
