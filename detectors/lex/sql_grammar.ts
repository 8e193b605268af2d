/**
 * The coarsest grammar that tells SQL from prose: operands and operators alternate. It counts the places where
 * they do not. A database refuses such a text, so an injected fragment that is meant to run has none.
 * @module
 */
import { Sql, type SqlKind } from "./sql_token.ts";

/** Counts faults token by token. */
export class SqlGrammar {
  faults = 0;
  /** The last token ended an operand; an operator, a clause or a closing parenthesis may follow. */
  #afterOperand: boolean;
  #last: SqlKind | undefined;
  #lastWord = "";

  constructor(afterOperand: boolean) {
    this.#afterOperand = afterOperand;
  }

  /** Takes the next token and returns the faults so far. */
  next(kind: SqlKind, word: string, call: boolean): number {
    const after = this.#afterOperand;
    switch (kind) {
      case Sql.number:
      case Sql.literal:
      case Sql.variable:
        this.#operand(after);
        break;
      case Sql.string: // adjacent strings are one string
        this.#operand(after && this.#last !== Sql.string);
        break;
      case Sql.word: // a name behind `)` is an alias
        this.#operand(after && this.#last !== Sql.close);
        if (call) this.#afterOperand = false;
        break;
      case Sql.verb:
        if (after && word === "select") this.faults++;
        this.#afterOperand = false;
        break;
      case Sql.prefix:
        if (after && word !== "not" && word !== "!" && word !== "if") this.faults++;
        this.#afterOperand = false;
        break;
      case Sql.logic:
      case Sql.compare:
        this.#operator(after, kind, word);
        break;
      case Sql.arithmetic:
        if (!after && word === "*") this.#afterOperand = true; // select *, count(*)
        else this.#afterOperand = word === "%" && !after;
        break;
      case Sql.open:
        if (after) this.faults++;
        this.#afterOperand = false;
        break;
      case Sql.close:
      case Sql.cast:
        this.#afterOperand = kind === Sql.close;
        break;
      case Sql.clause:
        this.#afterOperand = word === "end" || word === "asc" || word === "desc" || word === "mode";
        break;
      case Sql.comma:
      case Sql.semicolon:
      case Sql.comment:
        this.#afterOperand = false;
        break;
      case Sql.other:
        break;
    }
    this.#last = kind;
    this.#lastWord = word;
    return this.faults;
  }

  #operand(fault: boolean): void {
    if (fault) this.faults++;
    this.#afterOperand = true;
  }

  /** Two operators in a row are a fault, but for `not like`, `is not`, `sounds like` and a leading one. */
  #operator(after: boolean, kind: SqlKind, word: string): void {
    const doubled = !after && (this.#last === Sql.logic || this.#last === Sql.compare) &&
      !(this.#last === Sql.compare && (this.#lastWord === "sounds" || this.#lastWord === "is" || word === "like"));
    if (doubled && kind === Sql.logic) this.faults++;
    if (this.#last === Sql.arithmetic && this.#lastWord === "~") this.faults += 2; // no database has `~=`
    this.#afterOperand = word === "isnull" || word === "notnull";
  }
}
