/**
 * The small corpus that ships: attacks of the grammars, innocent texts in the same carriers, and generated traffic.
 * A training on it takes seconds.
 * @module
 */
import { Random } from "../../detectors/anomaly/random.ts";
import { traffic } from "../corpus/traffic.ts";
import type { EvalRecord } from "../eval/record.ts";
import { GRAMMARS } from "./grammar.ts";

/** Attacks and innocent requests of the small corpus. */
export const SMALL = { attacks: 600, texts: 300, traffic: 300 } as const;

const SUBJECTS = ["The O'Neill family", 'Our "blue" lamp', "R&D", "Version 2.0 (beta)", "Table #9", "The cat's bowl"];
const VERBS = ["arrives on", "was moved to", "isn't ready before", "costs < 20% more than", "replaces", "waits for"];
const OBJECTS = [
  "Monday; please ring",
  "the union's office",
  "select shops, and more",
  "10:30 - 11:45",
  "O'Hare / gate 4",
];

/** All records; the same seed gives the same. */
export function* smallCorpus(seed: number): Generator<EvalRecord> {
  const random = new Random(seed);
  const bag = GRAMMARS.flatMap((grammar) => Array.from({ length: grammar.weight }, () => grammar));
  const seen = new Set<string>();
  for (let made = 0; made < SMALL.attacks;) {
    const { name, make } = random.pick(bag);
    const payload = make(random);
    if (seen.has(payload)) continue;
    seen.add(payload);
    yield carried(`small-a${made++}`, { label: "attack", class: name, source: `ours-small-${name}` }, payload, random);
  }
  for (let made = 0; made < SMALL.texts;) {
    const payload = `${random.pick(SUBJECTS)} ${random.pick(VERBS)} ${random.pick(OBJECTS)} ${random.below(999)}`;
    if (seen.has(payload)) continue;
    seen.add(payload);
    yield carried(`small-b${made++}`, { label: "benign", class: "text", source: "ours-small-text" }, payload, random);
  }
  for (const record of traffic(seed, SMALL.traffic)) yield { ...record, source: `ours-traffic-${record.class}` };
}

type Kind = Pick<EvalRecord, "label" | "class" | "source">;

/** A query, a form or JSON: the same for both labels. */
function carried(id: string, kind: Kind, payload: string, random: Random): EvalRecord {
  const base = {
    ...kind,
    id,
    q: "strong",
    path: `/api/${random.pick(["items", "notes", "search"])}`,
    payload,
  } as const;
  const name = random.pick(["q", "title", "id", "comment"]);
  const type = (value: string): Record<string, string> => ({ "Host": "app.example.test", "Content-Type": value });
  if (random.chance(0.6)) {
    const query = `${name}=${encodeURIComponent(payload)}`;
    return { ...base, carrier: "query", method: "GET", query, headers: { "Host": "app.example.test" } };
  }
  const isForm = random.chance(0.5);
  const body = isForm ? `${name}=${encodeURIComponent(payload)}` : JSON.stringify({ [name]: payload });
  const headers = type(isForm ? "application/x-www-form-urlencoded" : "application/json");
  return { ...base, carrier: isForm ? "form" : "json", method: "POST", query: "", headers, body };
}
