/**
 * Second queries: UNION, stacked statements, subqueries, system tables.
 * @module
 */
import { Sql, type SqlKind, type SqlToken } from "../lex/sql_token.ts";
import type { Report } from "../report.ts";
import { FUNCTIONS, isSystemProcedure, isSystemTable, mayBeSystemName } from "./names.ts";
import { closingOf, isHiding, isValid, isValidBefore, type Reading, wordsBefore } from "./reading.ts";
import { KEYWORDS, PROCEDURE, SCHEMA, STACKED, SUBQUERY, TIME, UNION } from "./rules.ts";

/** UNION at token `at`. */
export function checkUnion(reading: Reading, at: number, report: Report): void {
  const { tokens } = reading;
  let next = at + 1;
  while (
    tokens[next] &&
    (tokens[next]!.word === "all" || tokens[next]!.word === "distinct" || tokens[next]!.kind === Sql.open)
  ) next++;
  const verb = tokens[next];
  const start = tokens[at]!.start;
  if (reading.broken && isHiding(tokens, at + 1) && isValid(reading, at)) {
    return report(UNION, start, tokens[at + 1]!.end);
  }
  if (!verb) return;
  if (verb.word === "values" || verb.word === "table") {
    const then = tokens[next + 1];
    const plausible = verb.call ||
      then?.kind === Sql.word && (tokens[next + 2] === undefined || tokens[next + 2]!.kind !== Sql.word) ||
      then?.word === "row";
    if (plausible && isValid(reading, at) && !reading.statement) report(UNION, start, then?.end ?? verb.end);
    return;
  }
  if (verb.word !== "select") return;
  const list = readList(tokens, next + 1);
  const end = tokens[Math.min(list.end, tokens.length) - 1]?.end ?? verb.end;
  // A complete query with a UNION of its own is a statement, not a break-out, unless it fills columns with constants.
  const { firstSelect } = reading;
  const own = reading.quote === undefined && firstSelect < at &&
    (tokens[firstSelect - 1]?.kind !== Sql.open || tokens[0]!.word === "with");
  if (own) {
    if (isSystemQuery(tokens, next + 1) && isValid(reading, at, 2)) report(UNION, start, end);
    return;
  }
  if (list.constants >= 2 && isValid(reading, at, 4)) return report(UNION, start, end);
  // `12 Union Select Road`: a title in capitals, and one name behind it.
  if (tokens[next + 2] === undefined && /^U[a-z]+\s+S[a-z]+(?:\s+[A-Z][a-z]+)?$/.test(reading.text.slice(start))) {
    return;
  }
  const few = tokens[next + 1] === undefined || (tokens[next + 1]!.kind === Sql.word && tokens[next + 2] === undefined);
  const alone = few && reading.broken && (at > 0 || reading.quote !== undefined);
  const slack = list.star ? 2 : reading.quote === undefined ? 0 : 1;
  if ((list.constants > 0 || list.plausible || alone) && isValid(reading, at, slack)) {
    return report(UNION, start, end);
  }
  if (tokens[at]!.word === "union") report(KEYWORDS, start, end);
}

/** What a SELECT list begins with. */
interface SelectList {
  /** Items in a row that are constants, calls or variables. */
  readonly constants: number;
  /** The list continues as SQL does. */
  readonly plausible: boolean;
  /** It begins with `*` and FROM follows. */
  readonly star: boolean;
  readonly end: number;
}

/** Whether the SELECT list at `from` asks for the database's version, user, … or fills up with NULL. */
function isSystemQuery(tokens: readonly SqlToken[], from: number): boolean {
  for (let at = from; at < tokens.length && at < from + 40; at++) {
    const token = tokens[at]!;
    if (token.word.startsWith("@@") || (token.kind === Sql.word && token.call && FINGERPRINTS.has(token.word))) {
      return true;
    }
    if (token.word === "null" && tokens[at + 1]?.kind === Sql.comma) return true;
    if (token.word === "from") {
      return isSystemTable(tokens[at + 1]?.word ?? "") && tokens[from]?.kind !== Sql.word &&
        tokens[from + 1]?.kind === Sql.comma;
    }
  }
  return false;
}

const FINGERPRINTS = new Set(["version", "user", "database", "current_user", "load_file", "group_concat", "concat_ws"]);

function readList(tokens: readonly SqlToken[], from: number): SelectList {
  let at = from;
  let constants = 0;
  while (tokens[at] && (tokens[at]!.kind === Sql.prefix || tokens[at]!.kind === Sql.open)) at++;
  let plausible = tokens[at]?.word === "*" || tokens[at]?.word === "case" || tokens[at - 1]?.word === "case";
  const star = tokens[at]?.word === "*" && tokens[at + 1]?.word === "from";
  for (let items = 0; items < 64; items++) {
    let token = tokens[at];
    while (token && (token.kind === Sql.arithmetic || token.kind === Sql.other) && token.word !== "*") {
      token = tokens[++at];
    }
    if (!token) break;
    if (token.word === "*" || token.word === "case") plausible = true;
    else if (
      token.kind === Sql.variable || token.kind === Sql.number || token.kind === Sql.string ||
      token.kind === Sql.literal
    ) {
      constants++;
    } else if (token.kind === Sql.word && token.call) {
      constants++;
      at = closingOf(tokens, at + 1) - 1;
    } else if (token.kind === Sql.open || token.kind === Sql.verb) {
      plausible = true;
      at = token.kind === Sql.open ? closingOf(tokens, at) - 1 : at;
    } else if (token.kind !== Sql.word) break;
    const next = tokens[++at];
    if (next?.kind === Sql.comma) {
      at++;
      plausible ||= items > 0;
      continue;
    }
    plausible ||= next?.word === "from" || isHiding(tokens, at) || next?.kind === Sql.arithmetic ||
      next?.kind === Sql.close;
    break;
  }
  return { constants, plausible, star, end: at };
}

/** A statement at token `at`, behind `;` or, on SQL Server, behind a value. */
export function checkStacked(reading: Reading, at: number, report: Report): void {
  if (!isValidBefore(reading, at) || !isStatementAt(reading.tokens, at)) return;
  if (reading.quote === undefined && TOLD.test(lineBefore(reading.text, reading.tokens[at]!.start))) return;
  report(
    STACKED,
    reading.tokens[Math.max(0, at - 1)]!.start,
    reading.tokens[Math.min(at + 2, reading.tokens.length - 1)]!.end,
  );
}

/** `TL;DR: BEGIN;`, `> DROP TABLE a;`: a label or the mark of a quoted line, then a statement. No value goes on so. */
const TOLD =
  /^\s{0,4}(?:>\s{0,3}(?:[A-Za-z;]{2,12}:\s)?|[A-Za-z;]{2,12}:\s)\s{0,3}(?:begin|commit|select|insert|update|delete|drop|create|alter|grant|truncate)\b/i;

/** The beginning of the line that holds the offset. */
function lineBefore(text: string, at: number): string {
  const from = text.lastIndexOf("\n", at - 1) + 1;
  return text.slice(from, Math.min(at, from + 80));
}

const OBJECTS = new Set(
  "table database view user schema index procedure function column trigger login role sequence type extension or temporary proc if"
    .split(" "),
);

/** What may follow a procedure that is called without brackets: `in` and `meeting` are prose. */
const ARGUMENTS: ReadonlySet<SqlKind> = new Set([
  Sql.number,
  Sql.string,
  Sql.literal,
  Sql.variable,
  Sql.open,
  Sql.comma,
  Sql.semicolon,
  Sql.comment,
]);

const INSERTS = new Set(["(", "values", "select", "set", "default"]);
const BATCH = new Set("waitfor select exec execute drop begin declare shutdown".split(" "));

/** Whether the tokens from `at` on begin a statement as databases accept it, and as prose does not. */
export function isStatementAt(tokens: readonly SqlToken[], at: number): boolean {
  const verb = tokens[at];
  const next = tokens[at + 1];
  const then = tokens[at + 2];
  if (!verb) return false;
  const over = next === undefined || next.kind === Sql.comment || next.kind === Sql.semicolon;
  switch (verb.word) {
    case "select": {
      const list = readList(tokens, at + 1);
      return list.plausible ||
        (list.constants > 0 && (tokens[list.end] === undefined || tokens[list.end]!.kind !== Sql.word));
    }
    case "insert":
      return next?.word === "into" && then?.kind === Sql.word && (then.call || INSERTS.has(tokens[at + 3]?.word ?? ""));
    case "rename":
      return next?.word === "table" && then?.kind === Sql.word && tokens[at + 3]?.word === "to";
    case "merge":
      return next?.word === "into" && then?.kind === Sql.word;
    case "update":
      return next?.kind === Sql.word && then?.word === "set";
    case "delete":
      return next?.word === "from" && then?.kind === Sql.word;
    case "create":
      if (next?.word === "table") return then?.call === true || tokens[at + 3]?.word === "as" || then?.word === "if";
      return next !== undefined && OBJECTS.has(next.word) && then?.kind === Sql.word || then?.word === "replace";
    case "drop":
    case "alter":
      return next !== undefined && OBJECTS.has(next.word) &&
        (then?.kind === Sql.word || then?.kind === Sql.prefix || then?.kind === Sql.verb);
    case "truncate":
      return next?.word === "table" || (next?.kind === Sql.word && (then === undefined || isHiding(tokens, at + 2)));
    case "exec":
    case "execute":
      return next?.kind === Sql.variable || next?.word === "immediate" ||
        (next?.kind === Sql.open &&
          (then?.kind === Sql.variable || then?.kind === Sql.string || then?.call === true)) ||
        (next?.kind === Sql.word && (then === undefined || ARGUMENTS.has(then.kind)));
    case "declare":
      return next?.kind === Sql.variable ||
        (next?.kind === Sql.word && /^(?:var)?char|^int|^number|^cursor/.test(then?.word ?? ""));
    case "shutdown":
    case "reconfigure":
      return over || next?.word === "with";
    case "waitfor":
      return next?.word === "delay" || next?.word === "time";
    case "call":
    case "do":
      return next?.kind === Sql.word && next.call && /[_.]/.test(next.word);
    case "attach":
      return next?.word === "database" || next?.kind === Sql.string;
    case "pragma":
      return next?.kind === Sql.word && (then === undefined || then.kind !== Sql.word);
    case "load":
      return next?.word === "data" || next?.word === "xml";
    case "backup":
      return next?.word === "database" || next?.word === "log";
    case "grant":
    case "revoke":
      return next?.word === "all" || then?.word === "on" || then?.word === "to";
    case "copy":
      return next?.kind === Sql.word && (then?.word === "from" || then?.word === "to");
    case "if":
      if (next?.kind !== Sql.open && !(next?.word === "not" && then?.kind === Sql.open)) return false;
      return tokens.slice(at, at + 40).some((token) => BATCH.has(token.word)); // T-SQL: if (…) waitfor delay …
    case "begin":
      return next?.word === "dbms_lock.sleep" || next?.kind === Sql.verb || next?.word === "waitfor";
    default:
      return false;
  }
}

/** WAITFOR DELAY '…' at token `at`. */
export function checkWaitfor(reading: Reading, at: number, report: Report): void {
  const next = reading.tokens[at + 1];
  const value = reading.tokens[at + 2];
  if (next?.word !== "delay" && next?.word !== "time") return;
  if (value && value.kind !== Sql.string && value.kind !== Sql.variable) return;
  if (isValid(reading, at, 2)) report(TIME, reading.tokens[at]!.start, (value ?? next).end);
}

/** A SELECT at token `at` that stands in parentheses. */
export function checkSubquery(reading: Reading, at: number, report: Report): void {
  const { tokens } = reading;
  if (at === 0 || tokens[at - 1]!.kind !== Sql.open) return;
  const listed = reading.quote === undefined && isListed(tokens, at - 1);
  if (!(reading.broken || tokens[0]!.kind === Sql.open || listed) || (reading.statement && at > 2)) return;
  if (!isValid(reading, at)) return;
  const list = readList(tokens, at + 1);
  if (list.plausible || list.constants > 0) {
    report(SUBQUERY, tokens[at - 1]!.start, tokens[Math.min(list.end, tokens.length) - 1]!.end);
  }
}

/** `id,name,(`: only names and commas before the parenthesis at token `open`. */
function isListed(tokens: readonly SqlToken[], open: number): boolean {
  if (open < 2 || open % 2 !== 0) return false;
  for (let at = 0; at < open; at++) if (tokens[at]!.kind !== (at % 2 === 0 ? Sql.word : Sql.comma)) return false;
  return true;
}

/** A name at token `at`: a system table that is read, or a system procedure that is called. */
export function checkName(reading: Reading, at: number, report: Report): void {
  const { tokens } = reading;
  const token = tokens[at]!;
  if (!mayBeSystemName(token.word)) return;
  const before = tokens[at - 1];
  if (isSystemProcedure(token.word)) {
    const called = before?.kind === Sql.verb || reading.broken;
    if (called && isValid(reading, at)) report(PROCEDURE, (before ?? token).start, token.end);
    return;
  }
  const purpose = token.word.includes(".") && reading.broken ? FUNCTIONS.get(token.word) : undefined;
  if (purpose !== undefined && !token.call && isValid(reading, at)) report(PROCEDURE, token.start, token.end);
  if (!isSystemTable(token.word) || token.call) return;
  const read = before?.word === "from" || before?.word === "join" || before?.word === "into" ||
    before?.word === "update" ||
    (before?.kind === Sql.comma && reading.firstSelect < at) || (before?.word === "table" && !reading.statement);
  if (read && isValid(reading, at)) return report(SCHEMA, before!.start, token.end);
  if (tokens.length <= 4 || read) report(KEYWORDS, token.start, token.end);
}

/** A statement of administration at the start of the value, or any statement directly behind a closed quote. */
export function checkBatch(reading: Reading, at: number, report: Report): void {
  const { tokens } = reading;
  if (reading.quote === undefined) {
    const { word } = tokens[at]!;
    const next = tokens[at + 1];
    const batch = (word === "copy" && next?.kind === Sql.word && tokens[at + 3]?.kind === Sql.string) ||
      (word === "declare" && next?.kind === Sql.variable) ||
      (word === "backup" && next?.word === "database") ||
      ((word === "exec" || word === "execute") &&
        (next?.kind === Sql.variable || tokens[at + 2]?.kind === Sql.variable));
    if (!batch) return;
  } else if (
    reading.quote === "`" || tokens[tokens.length - 1]!.open || wordsBefore(reading.text, reading.from - 1) > 3
  ) return; // prose that quotes SQL
  checkStacked(reading, at, report);
}
