/**
 * Functions that only an attacker calls from a value: delays, errors that carry data, files, constants as code.
 * @module
 */
import { Sql, type SqlToken } from "../lex/sql_token.ts";
import { isComparisonOfConstants, isFixed, readCondition } from "../lex/sql_value.ts";
import type { Report } from "../report.ts";
import type { Rule } from "../types.ts";
import { isKnown } from "./conditions.ts";
import { FUNCTIONS, type Purpose } from "./names.ts";
import { closingOf, isValid, type Reading } from "./reading.ts";
import {
  BLIND,
  CONDITIONAL,
  ERROR,
  FILE,
  FINGERPRINT,
  FUNCTION,
  HEAVY,
  PROCEDURE,
  STRING_BUILDING,
  TIME,
} from "./rules.ts";

const RULES: Readonly<Partial<Record<Purpose, Rule>>> = {
  time: TIME,
  heavy: HEAVY,
  error: ERROR,
  file: FILE,
  procedure: PROCEDURE,
  fingerprint: FINGERPRINT,
  conditional: CONDITIONAL,
  code: STRING_BUILDING,
  known: BLIND,
};

/** A call at token `at`. */
export function checkCall(reading: Reading, at: number, report: Report): void {
  const { tokens } = reading;
  const token = tokens[at]!;
  const purpose = FUNCTIONS.get(token.word);
  if (!purpose) return;
  const close = closingOf(tokens, at + 1);
  const end = tokens[close - 1]!.end;
  const whole = at === 0 && close >= tokens.length;
  const rule = RULES[purpose];
  if (rule && fits(reading, at, close, purpose)) return report(rule, token.start, end);
  if (purpose === "error" && carriesData(tokens, at, close)) return report(ERROR, token.start, end);
  if (whole && isValid(reading, close - 1)) report(FUNCTION, token.start, end);
}

/** `updatexml(1,concat(1,user()),1)`: an error that is built to carry data is one wherever it stands. */
function carriesData(tokens: readonly SqlToken[], at: number, close: number): boolean {
  if (tokens[at]!.word !== "updatexml" && tokens[at]!.word !== "extractvalue") return false;
  for (let i = at + 2; i < close && i < at + 8; i++) {
    if (tokens[i]!.call && tokens[i]!.word.startsWith("concat")) return true;
  }
  return false;
}

function fits(reading: Reading, at: number, close: number, purpose: Purpose): boolean {
  const { tokens } = reading;
  const before = tokens[at - 1];
  const token = tokens[at]!;
  // no operand directly before it or behind it, and SQL up to here
  const direct = at === 0 && reading.quote !== undefined && purpose === "time" && reading.faultsAtEnd[at] === 1;
  if (direct) return tokens[at + 2]?.kind === Sql.number;
  if (!isValid(reading, at, 1) || token.faults > (before?.faults ?? 0)) return false;
  const behind = tokens[close];
  if (
    behind && behind.kind === Sql.word && tokens[close - 1]!.kind === Sql.close && tokens[close + 1]?.kind === Sql.word
  ) return false;
  const argument = tokens[at + 2];
  const empty = argument?.kind === Sql.close;
  const { broken } = reading;
  switch (purpose) {
    case "time":
      if (argument === undefined || empty || tokens[close - 1]!.faults > token.faults) return false;
      if (at === 0 && (reading.faultsAtEnd[at]! > 0 || behind?.kind === Sql.word)) return false;
      if (token.word === "benchmark" && argument.kind !== Sql.number) return false;
      if (token.word !== "sleep") return true;
      return (broken || at === 0 || before?.word === "select" || before?.kind === Sql.open ||
        before?.kind === Sql.logic) &&
        before?.word !== "=" && !(before?.kind === Sql.semicolon && reading.quote === undefined && at > 1) &&
        !isFault(tokens, close) && behind?.kind !== Sql.word;
    case "heavy":
      return isHuge(tokens, at, close);
    case "error":
    case "file":
    case "procedure":
      return argument !== undefined && !empty &&
        (broken || (at === 0 && token.word.includes("_")) || (at === 0 && purpose === "error") ||
          reading.firstSelect < at || before?.word === "select" ||
          (before?.word === "call" && token.word !== "writefile") || isArgument(tokens, at));
    case "conditional": {
      if (argument === undefined) return false;
      const condition = readCondition(tokens, at + 2);
      // a function has further arguments; the IF of T-SQL has a statement behind it
      const more = tokens[condition.end]?.kind === Sql.comma || behind?.kind === Sql.verb || token.word !== "if";
      if (!more) return false;
      return isComparisonOfConstants(condition) && isKnown(condition.left) && isKnown(condition.right);
    }
    case "fingerprint":
      if (!isValid(reading, at) || !isSystemCall(token, empty)) return false;
      return (broken && reading.breakAt < at) || (before?.word === "select" && at < 3 && reading.quote === undefined) ||
        isArgument(tokens, at);
    case "code":
      return isCode(tokens, at, close);
    case "known": // ascii(substring(…)): data taken apart
      return broken && before !== undefined && before.kind !== Sql.open && isValid(reading, at) &&
        argument?.call === true && FUNCTIONS.has(argument.word);
  }
}

/** The call is an argument of another function that databases know. */
function isArgument(tokens: readonly SqlToken[], at: number): boolean {
  if (tokens[at - 1]?.kind !== Sql.open || at < 2) return false;
  const { word } = tokens[at]!;
  return (FUNCTIONS.has(tokens[at - 2]!.word) || word === "load_file") && word !== "user" && word !== "schema";
}

function isFault(tokens: readonly SqlToken[], at: number): boolean {
  const token = tokens[at];
  return token !== undefined && token.faults > tokens[at - 1]!.faults;
}

const WITHOUT_ARGUMENTS = new Set([
  "version",
  "user",
  "database",
  "schema",
  "current_user",
  "session_user",
  "system_user",
  "row_count",
]);

function isSystemCall(token: SqlToken, empty: boolean): boolean {
  return WITHOUT_ARGUMENTS.has(token.word) ? empty : true;
}

/** `randomblob(500000000/2)`, `generate_series(1,5000000)`: a number of six digits or more among the arguments. */
function isHuge(tokens: readonly SqlToken[], at: number, close: number): boolean {
  if (tokens[at]!.word === "crypt_key") return true;
  for (let i = at + 2; i < close; i++) {
    const token = tokens[i]!;
    if (token.kind === Sql.number && token.word.length >= 6) return true;
    if (token.word === "case" || token.word === "select") return true;
  }
  return false;
}

/** `char(65)+char(66)`, `chr(65)||chr(66)`, `concat(0x7e,…)`, `char(65,66,67)`. */
function isCode(tokens: readonly SqlToken[], at: number, close: number): boolean {
  const token = tokens[at]!;
  const argument = tokens[at + 2];
  if (argument?.kind !== Sql.number) return false;
  if (token.word.startsWith("concat") || token.word === "unhex") return argument.word.startsWith("0x");
  const joint = tokens[close]?.word;
  if (joint === "||" || joint === "+") return tokens[close + 1]?.call === true || tokens[close + 1]?.kind === Sql.open;
  return tokens[at + 3]?.kind === Sql.comma && tokens[at + 4]?.kind === Sql.number &&
    tokens[at + 5]?.kind === Sql.comma;
}

/** CASE at token `at`: `case when 1=1 then …`, `case 1 when 1 then …`. */
export function checkCase(reading: Reading, at: number, report: Report): void {
  const { tokens } = reading;
  const when = tokens[at + 1]?.word === "when";
  const condition = readCondition(tokens, at + (when ? 2 : 1));
  const fixed = when
    ? isComparisonOfConstants(condition)
    : isFixed(condition.left) && tokens[condition.end]?.word === "when";
  if (fixed && isValid(reading, at, 1)) report(CONDITIONAL, tokens[at]!.start, tokens[condition.end - 1]!.end);
}

const TYPES = new Set(
  "int integer int4 int8 bigint smallint numeric decimal real float float8 double text varchar char json jsonb date timestamp boolean xml bytea"
    .split(" "),
);

/** `version()::int` at the end of the value: PostgreSQL's error tells what could not be cast. */
export function checkCast(reading: Reading, at: number, report: Report): void {
  const { tokens } = reading;
  const before = tokens[at - 1];
  const type = tokens[at + 1];
  if (!before || !type || !TYPES.has(type.word) || !isValid(reading, at)) return;
  const json = before.kind === Sql.string && type.word.startsWith("json");
  const call = before.kind === Sql.close && at + 3 >= tokens.length;
  if (json || call) report(ERROR, json ? before.start : tokens[0]!.start, type.end);
}
