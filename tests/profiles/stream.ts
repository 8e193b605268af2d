/**
 * A simulated day of an API: our own generated traffic, sent by many clients, and the same requests with an attack of
 * our own corpus in one of their values. Always the same for the same seeds.
 * @module
 */
import { Random } from "../../detectors/anomaly/random.ts";
import { routeOf } from "../../detectors/anomaly/profile/route.ts";
import { inspect } from "../../detectors/request/mod.ts";
import type { InspectedRequest, RawRequest } from "../../detectors/types.ts";
import { parseSamples } from "../corpus/sample.ts";
import { traffic } from "../corpus/traffic.ts";
import { type EvalRecord, toRequest } from "../eval/record.ts";

/** A request on its way to a profile. */
export interface Sent {
  readonly route: string;
  readonly request: InspectedRequest;
}

/** Families that make up names of parameters, or are each a whole API of its own: one server has few of either. */
const OTHER_SERVERS = new Set([
  "account",
  "config",
  "editing",
  "formula",
  "metrics",
  "report",
  "search",
  "standard-filter",
]);

/** Generated traffic of one server whose values stand in the query or in a JSON body. */
export function innocent(seed: number, count: number): RawRequest[] {
  const requests: RawRequest[] = [];
  for (const record of traffic(seed, count)) if (isSimple(record)) requests.push(toRequest(record));
  return requests;
}

function isSimple({ class: family, query, body }: EvalRecord): boolean {
  if (OTHER_SERVERS.has(family)) return false;
  return body === undefined ? query !== "" : isJsonObject(body);
}

function isJsonObject(text: string): boolean {
  if (!text.startsWith("{")) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Takes a request apart and names its route. */
export function sent(raw: RawRequest): Sent {
  return { route: routeOf(raw.method, raw.path), request: inspect(raw) };
}

/** Rows of the corpus that must be blocked and are sent as values. */
export async function payloads(): Promise<string[]> {
  const rows: string[] = [];
  const folder = new URL("../corpus/", import.meta.url);
  const names = (await Array.fromAsync(Deno.readDir(folder), ({ name }) => name)).filter((name) =>
    name.endsWith(".txt")
  );
  for (const name of names.toSorted()) {
    const file = parseSamples(name.slice(0, -4), await Deno.readTextFile(new URL(name, folder)));
    if (file.expected === "block" && file.carrier === "query") rows.push(...file.rows);
  }
  return rows;
}

/** The request with the payload in one of the values that `into` names; undefined where it has none of them. */
export function withPayload(
  raw: RawRequest,
  payload: string,
  { random, into = () => true }: { readonly random: Random; readonly into?: (name: string) => boolean },
): RawRequest | undefined {
  if (raw.body === undefined) {
    const pairs = raw.query.split("&");
    const names = pairs.map((pair) => pair.split("=", 1)[0]!);
    const places = names.flatMap((name, i) => into(`query ${decodeURIComponent(name)}`) ? [i] : []);
    if (places.length === 0) return undefined;
    const at = random.pick(places);
    const name = names[at]!;
    return { ...raw, query: pairs.with(at, `${name}=${encodeURIComponent(payload.toWellFormed())}`).join("&") };
  }
  const text = typeof raw.body === "string" ? raw.body : new TextDecoder().decode(raw.body);
  const value: unknown = JSON.parse(text);
  const leaves: { readonly holder: object; readonly key: string }[] = [];
  collectLeaves(value, "", (pointer, holder, key) => into(`body ${pointer}`) && leaves.push({ holder, key }));
  if (leaves.length === 0) return undefined;
  const { holder, key } = random.pick(leaves);
  Reflect.set(holder, key, payload);
  return { ...raw, body: JSON.stringify(value) };
}

function collectLeaves(
  value: unknown,
  pointer: string,
  take: (pointer: string, holder: object, key: string) => void,
): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const own = `${pointer}/${Array.isArray(value) ? "*" : key}`;
    if (typeof inner === "object" && inner !== null) collectLeaves(inner, own, take);
    else take(own, value, key);
  }
}
