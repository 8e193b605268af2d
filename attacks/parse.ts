/**
 * Parses an attack file. Unknown keys and values are errors that name file and field.
 * @module
 */
import { CATEGORIES } from "../detectors/types.ts";
import { AttackError, oneOf, parseFrontMatter, required } from "./front_matter.ts";
import { parseFences } from "./http.ts";
import { parseRefs } from "./refs.ts";
import type { Attack, Expectation } from "./types.ts";

const KEYS = ["title", "difficulty", "truth", "expect", "summary", "repeat", "effect", "refs"];

/** Most often that a list of requests is sent: a burst has to pass a limit of 100, not to be a flood. */
const MAX_REPEAT = 200;

/** Parses `attacks/<category>/<slug>.md`; `file` is the path below `attacks/`. */
export function parseAttack(file: string, source: string): Attack {
  const [folder = "", slug = "", ...deeper] = file.replace(/\.md$/, "").split("/");
  if (deeper.length > 0 || slug === "") throw new AttackError(file, "the path is not <category>/<slug>.md");
  if (!/^[a-z0-9-]{1,60}$/.test(slug)) throw new AttackError(file, `the slug '${slug}' is not a-z, 0-9 and '-'`);
  const category = oneOf(file, "category", folder, [...CATEGORIES, "innocent"] as const);
  const head = parseFrontMatter(file, source, KEYS);
  const difficulty = oneOf(file, "difficulty", required(file, head, "difficulty"), ["1", "2", "3"] as const);
  const truth = oneOf(file, "truth", required(file, head, "truth"), ["attack", "benign"] as const);
  if ((truth === "benign") !== (category === "innocent")) {
    throw new AttackError(file, `truth '${truth}' does not fit category '${category}'`);
  }
  const effect = head.keys.get("effect");
  const { requests, prose } = parseFences(file, head.lines);
  if (requests.length === 0) throw new AttackError(file, "there is no http fence");
  if (prose === "") throw new AttackError(file, "there is no text");
  return {
    id: `${category}/${slug}`,
    title: required(file, head, "title"),
    category,
    difficulty: ({ "1": 1, "2": 2, "3": 3 } as const)[difficulty],
    truth,
    expect: parseExpectation(file, required(file, head, "expect")),
    summary: required(file, head, "summary"),
    repeat: parseRepeat(file, head.keys.get("repeat") ?? "1"),
    ...(effect === undefined ? {} : { effect: oneOf(file, "effect", effect, ["harmful", "harmless"] as const) }),
    refs: parseRefs(file, head.keys.get("refs")),
    requests,
    text: prose,
  };
}

function parseExpectation(file: string, value: string): Expectation {
  const [first = "", rule, ...rest] = value.split(" ");
  const action = oneOf(file, "expect", first, ["allow", "block", "limit", "gap"] as const);
  if (rest.length > 0) throw new AttackError(file, `unknown expect '${value}'`);
  if (rule === undefined) return { action };
  if (!/^[a-z-]{1,30}\.[a-z0-9-]{1,40}$/.test(rule)) throw new AttackError(file, `unknown rule '${rule}'`);
  return { action, rule };
}

function parseRepeat(file: string, value: string): number {
  const repeat = Number(value);
  if (!/^\d{1,3}$/.test(value) || repeat < 1 || repeat > MAX_REPEAT) {
    throw new AttackError(file, `unknown repeat '${value}'`);
  }
  return repeat;
}
