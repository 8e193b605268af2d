/**
 * A small template engine: `{{ expression }}` with numbers, texts, names, `.`, `[ ]`, calls, `+ - * / %` and
 * `| filter`. Values are plain data without prototypes; functions are those that the context brings.
 * @module
 */

/** A value of the engine. */
export type TemplateValue =
  | string
  | number
  | boolean
  | null
  | { readonly [name: string]: TemplateValue }
  | ((argument: string) => TemplateValue);

/** An expression that cannot be read or evaluated. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
}

/** Longest output, and longest text that `*` makes. */
const MOST_OUTPUT = 2_000;

/** Expressions in one template, and tokens in one expression. */
const MOST_EXPRESSIONS = 20;
const MOST_TOKENS = 60;

/** Renders a template; `evaluated` lists every expression with its value. */
export function render(
  template: string,
  context: { readonly [name: string]: TemplateValue },
): { text: string; evaluated: { expression: string; value: string }[] } {
  const evaluated: { expression: string; value: string }[] = [];
  let text = "";
  let at = 0;
  while (at < template.length) {
    const open = template.indexOf("{{", at);
    const close = open === -1 ? -1 : template.indexOf("}}", open + 2);
    if (close === -1) break;
    if (evaluated.length >= MOST_EXPRESSIONS) throw new TemplateError("too many expressions");
    const expression = template.slice(open + 2, close).trim();
    const value = toText(new Evaluation(tokensOf(expression), context).run());
    evaluated.push({ expression, value });
    text += template.slice(at, open) + value;
    at = close + 2;
  }
  return { text: (text + template.slice(at)).slice(0, MOST_OUTPUT), evaluated };
}

interface Token {
  readonly kind: "number" | "text" | "name" | "sign";
  readonly text: string;
}

function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  const token = /\s*(?:(\d{1,15}(?:\.\d{1,15})?)|'([^']*)'|"([^"]*)"|([A-Za-z_]\w*)|([-+*/%.|()[\]]))/y;
  while (token.lastIndex < expression.length) {
    const from = token.lastIndex;
    const match = token.exec(expression);
    if (match === null) {
      if (expression.slice(from).trim() === "") break;
      throw new TemplateError(`unexpected '${expression.slice(from).trim()[0]}'`);
    }
    const [, number, single, double, name, sign] = match;
    if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (name !== undefined) tokens.push({ kind: "name", text: name });
    else if (sign !== undefined) tokens.push({ kind: "sign", text: sign });
    else tokens.push({ kind: "text", text: single ?? double ?? "" });
    if (tokens.length > MOST_TOKENS) throw new TemplateError("the expression is too long");
  }
  return tokens;
}

class Evaluation {
  #at = 0;

  constructor(readonly tokens: readonly Token[], readonly context: { readonly [name: string]: TemplateValue }) {}

  run(): TemplateValue {
    const value = this.#filtered();
    const rest = this.tokens[this.#at];
    if (rest !== undefined) throw new TemplateError(`unexpected '${rest.text}'`);
    return value;
  }

  #takes(sign: string): boolean {
    const token = this.tokens[this.#at];
    if (token?.kind !== "sign" || token.text !== sign) return false;
    this.#at++;
    return true;
  }

  #filtered(): TemplateValue {
    let value = this.#sum();
    while (this.#takes("|")) {
      const name = this.#name();
      const text = toText(value);
      if (name === "upper") value = text.toUpperCase();
      else if (name === "lower") value = text.toLowerCase();
      else if (name === "length") value = text.length;
      else value = call(own(this.context, name), text, name);
    }
    return value;
  }

  #sum(): TemplateValue {
    let value = this.#product();
    while (true) {
      if (this.#takes("+")) {
        const right = this.#product();
        const isSum = typeof value === "number" && typeof right === "number";
        value = isSum ? Number(value) + Number(right) : bounded(toText(value) + toText(right));
      } else if (this.#takes("-")) value = number(value) - number(this.#product());
      else return value;
    }
  }

  #product(): TemplateValue {
    let value = this.#member();
    while (true) {
      if (this.#takes("*")) value = times(value, this.#member());
      else if (this.#takes("/")) value = number(value) / number(this.#member());
      else if (this.#takes("%")) value = number(value) % number(this.#member());
      else return value;
    }
  }

  #member(): TemplateValue {
    let value = this.#primary();
    let name = "value";
    while (true) {
      if (this.#takes(".")) value = own(value, name = this.#name());
      else if (this.#takes("[")) {
        value = own(value, name = toText(this.#filtered()));
        this.#expect("]");
      } else if (this.#takes("(")) {
        let argument = "";
        if (!this.#takes(")")) {
          argument = toText(this.#filtered());
          this.#expect(")");
        }
        value = call(value, argument, name);
      } else return value;
    }
  }

  #primary(): TemplateValue {
    const token = this.tokens[this.#at++];
    if (token === undefined) throw new TemplateError("the expression ends too early");
    if (token.kind === "number") return Number(token.text);
    if (token.kind === "text") return token.text;
    if (token.kind === "name") return own(this.context, token.text);
    if (token.text === "-") return -number(this.#member());
    if (token.text !== "(") throw new TemplateError(`unexpected '${token.text}'`);
    const value = this.#filtered();
    this.#expect(")");
    return value;
  }

  #name(): string {
    const token = this.tokens[this.#at++];
    if (token?.kind !== "name") throw new TemplateError("a name is missing");
    return token.text;
  }

  #expect(sign: string): void {
    if (!this.#takes(sign)) throw new TemplateError(`'${sign}' is missing`);
  }
}

/** An own property of plain data; null where there is none, so that no prototype is ever in reach. */
function own(value: TemplateValue, name: string): TemplateValue {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return null;
  return value[name] ?? null;
}

function call(value: TemplateValue, argument: string, name: string): TemplateValue {
  if (typeof value !== "function") throw new TemplateError(`${name} is no function`);
  return value(argument);
}

function number(value: TemplateValue): number {
  if (typeof value !== "number") throw new TemplateError(`${toText(value).slice(0, 40)} is no number`);
  return value;
}

function times(left: TemplateValue, right: TemplateValue): TemplateValue {
  if (typeof left === "string" || typeof right === "string") {
    const [text, count] = typeof left === "string" ? [left, number(right)] : [toText(right), number(left)];
    if (!(count >= 0) || text.length * count > MOST_OUTPUT) throw new TemplateError("the text would be too long");
    return text.repeat(Math.floor(count));
  }
  return number(left) * number(right);
}

function bounded(text: string): string {
  if (text.length > MOST_OUTPUT) throw new TemplateError("the text would be too long");
  return text;
}

function toText(value: TemplateValue): string {
  if (value === null) return "";
  if (typeof value === "function") return "[function]";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
