/**
 * Evaluates the condition that stands at a token: are both sides constants, and is it true? A program compares
 * columns; an attacker, who does not know them, compares constants.
 * @module
 */
import { MAX_SQL_EXPRESSION } from "../limits.ts";
import { compareConstants, type Constant, isTruthy, numberOf } from "./sql_constant.ts";
import { Sql, type SqlToken } from "./sql_token.ts";

/** What one side of a comparison is. */
export interface SqlOperand {
  readonly kind: "constant" | "call" | "column" | "query" | "variable" | "none";
  /** For constants; undefined when it depends on the database. */
  readonly value?: Constant | undefined;
  /** For calls: the function, and whether no column is among its arguments. */
  readonly name?: string;
  readonly columnless?: boolean;
  /** A comparison of constants in parentheses: `(1=1)*7`. */
  readonly compared?: boolean;
}

/** A condition, or a single operand when nothing is compared. */
export interface SqlCondition {
  readonly left: SqlOperand;
  readonly right?: SqlOperand;
  /** The comparison as written, where there is one. */
  readonly operator?: string;
  /** Undefined: depends on the database. */
  readonly truth: boolean | undefined;
  /** Index behind its last token. */
  readonly end: number;
}

/** What may stand behind IS. */
const IS_OPERANDS: ReadonlySet<string> = new Set(["null", "true", "false", "unknown", "json", "of"]);

const NONE: SqlOperand = { kind: "none" };

/** Reads the condition that begins at token `at`. */
export function readCondition(tokens: readonly SqlToken[], at: number): SqlCondition {
  return new Reader(tokens, at).condition(0);
}

/** A constant, or a call without a column in it: something whose value the attacker knows beforehand. */
export function isFixed(operand: SqlOperand | undefined): boolean {
  return operand !== undefined &&
    (operand.kind === "constant" || (operand.kind === "call" && operand.columnless === true));
}

/** Both sides fixed, the same name on both sides, or a parenthesised comparison of constants. */
export function isComparisonOfConstants(condition: SqlCondition): boolean {
  const { left, right } = condition;
  if (!right) return left.compared === true;
  return (isFixed(left) && isFixed(right)) ||
    (left.kind === "column" && right.kind === "column" && left.name !== undefined && left.name === right.name);
}

class Reader {
  readonly #limit: number;
  constructor(readonly tokens: readonly SqlToken[], public at: number) {
    this.#limit = Math.min(tokens.length, at + MAX_SQL_EXPRESSION);
  }

  #peek(): SqlToken | undefined {
    return this.at < this.#limit ? this.tokens[this.at] : undefined;
  }

  condition(depth: number): SqlCondition {
    let negated = false;
    for (let token = this.#peek(); token && (token.word === "not" || token.word === "!"); token = this.#peek()) {
      negated = !negated;
      this.at++;
    }
    const left = this.#sum(depth);
    if (left.kind === "none") return { left, truth: undefined, end: Math.min(this.at, this.tokens.length) };
    const compared = this.#comparison(left, depth);
    if (!compared) {
      return { left, truth: flip(isTruthy(left.value), negated), end: Math.min(this.at, this.tokens.length) };
    }
    const { right, operator, truth } = compared;
    return { left, right, operator, truth: flip(truth, negated), end: Math.min(this.at, this.tokens.length) };
  }

  #comparison(
    left: SqlOperand,
    depth: number,
  ): { right: SqlOperand; operator: string; truth: boolean | undefined } | undefined {
    let token = this.#peek();
    let negated = false;
    if (token?.word === "?" && isJsonText(left.value) && this.tokens[this.at + 1]?.kind === Sql.string) {
      this.at++; // PostgreSQL: does the key exist?
      return { right: this.#sum(depth), operator: "?", truth: undefined };
    }
    if (token?.word === "not") {
      const following = this.tokens[this.at + 1];
      if (following?.kind !== Sql.compare) return undefined;
      negated = true;
      this.at++;
      token = following;
    }
    if (token?.kind !== Sql.compare || token.word === ":=") return undefined;
    let operator = token.word;
    if (operator === "in" && this.tokens[this.at + 1]?.kind !== Sql.open) return undefined; // Python's, not SQL's
    this.at++;
    if (operator === "is") {
      if (this.#peek()?.word === "not") {
        negated = !negated;
        this.at++;
      }
      const distinct = this.#peek()?.word === "distinct";
      while (this.#peek()?.word === "distinct" || this.#peek()?.word === "from") this.at++;
      if (!distinct && !IS_OPERANDS.has(this.#peek()?.word ?? "null")) return undefined;
    } else if (operator === "sounds" || operator === "similar") this.at++;
    else if (operator === "isnull" || operator === "notnull") {
      return { right: { kind: "constant", value: null }, operator, truth: undefined };
    }
    while (this.#peek()?.word === "any" || this.#peek()?.word === "all" || this.#peek()?.word === "some") this.at++;
    const right = this.#sum(depth);
    let truth = left.kind === "constant" && right.kind === "constant"
      ? compareConstants(left.value, operator, right.value)
      : undefined;
    if (operator === "between" && this.#peek()?.word === "and") {
      this.at++;
      const upper = this.#sum(depth);
      if (!isFixed(upper)) return { right: upper, operator, truth: undefined };
      const low = numberOf(right.value), middle = numberOf(left.value), high = numberOf(upper.value);
      truth = low === undefined || middle === undefined || high === undefined
        ? undefined
        : low <= middle && middle <= high;
    }
    if (left.kind === "column" && left.name !== undefined && left.name === right.name) {
      truth = operator === "=" || operator === "like" || undefined;
    }
    if (negated) operator = `not ${operator}`;
    return { right, operator, truth: flip(truth, negated) };
  }

  /** Operands joined by arithmetic; precedence does not matter to whether it is constant, only to its value. */
  #sum(depth: number): SqlOperand {
    const first = this.#operand(depth);
    let operand = first;
    let value: Constant | undefined = first.value;
    for (let token = this.#peek(); token; token = this.#peek()) {
      if (token.kind === Sql.cast) {
        this.at += 2;
        value = typeof value === "string" ? undefined : value;
        operand = { ...operand, value };
        continue;
      }
      if (token.kind !== Sql.arithmetic) break;
      this.at++;
      const next = this.#operand(depth);
      if (next.kind === "none") return operand;
      value = calculate(value, token.word, next.value);
      operand = weaker(operand, next, value);
    }
    return operand;
  }

  #operand(depth: number): SqlOperand {
    let sign = 1;
    for (let token = this.#peek(); token; token = this.#peek()) {
      if (token.word === "-") sign = -sign;
      else if (!(token.word === "+" || token.word === "~" || (token.kind === Sql.prefix && token.word !== "case"))) {
        break;
      }
      this.at++;
    }
    const token = this.#peek();
    if (!token) return NONE;
    switch (token.kind) {
      case Sql.number:
        this.at++;
        return { kind: "constant", value: sign * Number(token.word) };
      case Sql.string:
        this.at++;
        while (this.#peek()?.kind === Sql.string) this.at++;
        return { kind: "constant", value: token.word };
      case Sql.literal:
        this.at++;
        return { kind: "constant", value: token.word === "null" ? null : token.word === "true" };
      case Sql.variable:
        this.at++;
        return { kind: "variable", name: token.word };
      case Sql.open:
        return this.#group(depth);
      case Sql.word:
        this.at++;
        return token.call ? this.#call(token.word) : { kind: "column", name: token.word };
      case Sql.prefix: // case … end
        return this.#case();
      default:
        return token.kind === Sql.verb && token.word === "select" ? this.#query() : NONE;
    }
  }

  #group(depth: number): SqlOperand {
    this.at++;
    if (depth >= 12) return NONE;
    if (this.#peek()?.word === "select") return this.#query();
    const inner = this.condition(depth + 1);
    let { left } = inner;
    if (inner.right) {
      const fixed = isComparisonOfConstants(inner);
      left = fixed
        ? { kind: "constant", value: inner.truth, compared: true }
        : { kind: inner.left.kind === "query" ? "query" : "column" };
    }
    // lists and connected conditions: what stands first is enough
    let open = 1;
    for (let token = this.#peek(); token && open > 0; token = this.#peek()) {
      if (token.kind === Sql.open) open++;
      else if (token.kind === Sql.close) open--;
      this.at++;
    }
    return left;
  }

  #query(): SqlOperand {
    this.#skipToClose();
    return { kind: "query" };
  }

  #case(): SqlOperand {
    while (this.#peek() && this.#peek()?.word !== "end") this.at++;
    this.at++;
    return { kind: "call", name: "case", columnless: true };
  }

  #call(name: string): SqlOperand {
    this.at++;
    const columnless = this.#skipToClose();
    return { kind: "call", name, columnless };
  }

  /** Skips to the parenthesis that closes the current one; true when no column stood inside. */
  #skipToClose(): boolean {
    let columnless = true;
    for (let open = 1, token = this.#peek(); token && open > 0; token = this.#peek()) {
      if (token.kind === Sql.open) open++;
      else if (token.kind === Sql.close) open--;
      else if ((token.kind === Sql.word && !token.call) || token.kind === Sql.variable) columnless = false;
      this.at++;
    }
    return columnless;
  }
}

function isJsonText(value: Constant | undefined): boolean {
  return typeof value === "string" && /^\s*[[{]/.test(value);
}

function flip(truth: boolean | undefined, negated: boolean): boolean | undefined {
  return truth === undefined || !negated ? truth : !truth;
}

/** Arithmetic of two operands is as constant as the less constant of them. */
function weaker(one: SqlOperand, other: SqlOperand, value: Constant | undefined): SqlOperand {
  for (const kind of ["query", "column", "variable", "call"] as const) {
    if (one.kind === kind) return other.kind === "column" ? other : one;
    if (other.kind === kind) return other;
  }
  return one.compared || other.compared ? { kind: "constant", value, compared: true } : { kind: "constant", value };
}

function calculate(left: Constant | undefined, operator: string, right: Constant | undefined): Constant | undefined {
  const a = numberOf(left), b = numberOf(right);
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0 ? null : a / b;
    case "%":
    case "mod":
      return b === 0 ? null : a % b;
    case "div":
      return b === 0 ? null : Math.trunc(a / b);
    default:
      return undefined;
  }
}
