/**
 * Parses a lesson. As strict as the parser of attacks: a section that is missing or misspelt is an error.
 * @module
 */
import { AttackError, type FrontMatter, oneOf, parseFrontMatter, required } from "./front_matter.ts";
import { parseFences } from "./http.ts";
import { parseRefs } from "./refs.ts";
import { parseSetup } from "./setup.ts";
import type { Choice, Lesson, Question, SourceRef } from "./types.ts";

const KEYS = ["title", "order", "minutes", "attack", "refs", "fix", "source", "weak", "correct"]
  .concat(["attack-goal", "defend-goal", "setup", "proof", "sent", "catch", "pass"]);

const SECTIONS = ["Story", "Predict", "Attack", "Observe", "Explain", "Defend", "Verify", "Reflect"] as const;

const ATTACK_GOALS = ["harmful", "limited", "missed", "alarm"] as const;
const DEFEND_GOALS = ["twin", "limited", "exact", "tuned"] as const;

/** Parses `attacks/lessons/<slug>.md`; `file` is the path below `attacks/`. */
export function parseLesson(file: string, source: string): Lesson {
  const id = /^lessons\/([a-z0-9-]{1,60})\.md$/.exec(file)?.[1];
  if (id === undefined) throw new AttackError(file, "the path is not lessons/<slug>.md");
  const head = parseFrontMatter(file, source, KEYS);
  const sections = parseSections(file, head.lines);
  const { requests, prose } = parseFences(file, sections.Attack);
  if (requests.length > 1) throw new AttackError(file, "the section 'Attack' starts from one request");
  const [start] = requests;
  const task = prose.split("\n");
  const [proof, sent] = [head.keys.get("proof"), head.keys.get("sent")];
  const sourceRef = parseSource(file, head);
  const hints = task.filter((line) => line.startsWith("Hint: ")).map((line) => line.slice(6));
  if (hints.length === 0) throw new AttackError(file, "the section 'Attack' has no hint");
  return {
    id,
    title: required(file, head, "title"),
    order: parseCount(file, head, "order", 99),
    minutes: parseCount(file, head, "minutes", 60),
    attack: required(file, head, "attack"),
    refs: parseRefs(file, head.keys.get("refs")),
    fix: parseFix(file, required(file, head, "fix")),
    setup: parseSetup(file, head.keys.get("setup")),
    ...(start ? { start } : {}),
    ...(proof === undefined ? {} : { proof }),
    ...(sent === undefined ? {} : { sent }),
    ...(sourceRef ? { source: sourceRef } : {}),
    goals: {
      attack: oneOf(file, "attack-goal", required(file, head, "attack-goal"), ATTACK_GOALS),
      defend: oneOf(file, "defend-goal", required(file, head, "defend-goal"), DEFEND_GOALS),
    },
    catch: parseList(head.keys.get("catch")),
    pass: parseList(head.keys.get("pass")),
    story: toText(sections.Story),
    predict: parseQuestion(file, "Predict", sections.Predict),
    task: toText(task.filter((line) => !line.startsWith("Hint: "))),
    hints,
    observe: toText(sections.Observe),
    explain: parseQuestion(file, "Explain", sections.Explain),
    defend: toText(sections.Defend),
    verify: toText(sections.Verify),
    reflect: toText(sections.Reflect),
  };
}

type Sections = Record<typeof SECTIONS[number], string[]>;

/** Lines of each section; all of them must be there, in order, and none may be empty. */
function parseSections(file: string, lines: readonly string[]): Sections {
  const sections: Sections = {
    Story: [],
    Predict: [],
    Attack: [],
    Observe: [],
    Explain: [],
    Defend: [],
    Verify: [],
    Reflect: [],
  };
  let next = 0;
  for (const line of lines) {
    if (line.startsWith("## ")) {
      const expected = SECTIONS[next++];
      if (line.slice(3) !== expected) {
        throw new AttackError(file, `section '${line.slice(3)}' where '${expected ?? "the end"}' belongs`);
      }
    } else if (next > 0) sections[SECTIONS[next - 1]!].push(line);
    else if (line !== "") throw new AttackError(file, `'${line}' stands before the first section`);
  }
  const empty = SECTIONS.find((name) => toText(sections[name]) === "");
  if (empty !== undefined) throw new AttackError(file, `the section '${empty}' is missing or empty`);
  return sections;
}

/** `- [x] text :: why`, one right option among two to five. */
function parseQuestion(file: string, name: string, lines: readonly string[]): Question {
  const choices: Choice[] = [];
  const prose: string[] = [];
  for (const line of lines) {
    if (!line.startsWith("- [")) {
      prose.push(line);
      continue;
    }
    const match = /^- \[([ x])\] (.+?) :: (.+)$/.exec(line);
    if (match === null) throw new AttackError(file, `'${line}' is not '- [x] option :: why'`);
    choices.push({ text: match[2]!, right: match[1] === "x", why: match[3]! });
  }
  if (choices.length < 2 || choices.length > 5) throw new AttackError(file, `'${name}' needs two to five options`);
  if (choices.filter(({ right }) => right).length !== 1) {
    throw new AttackError(file, `'${name}' needs one right option`);
  }
  return { text: toText(prose), choices };
}

function parseSource(file: string, head: FrontMatter): SourceRef | undefined {
  const path = head.keys.get("source");
  if (path === undefined) return undefined;
  if (!/^routes\/demo\/[a-z_/]+\.ts$/.test(path)) throw new AttackError(file, `unknown source '${path}'`);
  const names = (key: string) => parseList(required(file, head, key));
  return { file: path, weak: names("weak"), correct: names("correct") };
}

function parseFix(file: string, name: string): string {
  if (!/^[A-Za-z_]{1,80}$/.test(name)) throw new AttackError(file, `unknown fix '${name}'`);
  return name;
}

function parseCount(file: string, head: FrontMatter, key: string, most: number): number {
  const text = required(file, head, key);
  const value = Number(text);
  if (!/^\d{1,2}$/.test(text) || value < 1 || value > most) throw new AttackError(file, `unknown ${key} '${text}'`);
  return value;
}

function parseList(value: string | undefined): readonly string[] {
  return value === undefined ? [] : value.split(", ");
}

function toText(lines: readonly string[]): string {
  return lines.join("\n").trim();
}
