/**
 * Formulas of spreadsheets by grammar.
 * @module
 */
import { filled } from "./prose.ts";
import type { Random } from "./random.ts";

const CONDITIONS = ["{c}>{j}", '{c}<>""', '{c}="{W}"', "ISBLANK({c})", "NOT(ISNUMBER({c}))", "{c}<={c}"] as const;
const VALUES = [
  "{c}",
  "{c}:{c}",
  "{j}",
  '"{W}"',
  '"{n} "',
  '{c}&" {W}"',
  "'{W} {j}'!$A:$B",
  "{W}!{c}",
  "FALSE",
] as const;
const FUNCTIONS = [
  "SUM",
  "VLOOKUP",
  "CONCAT",
  "TEXT",
  "INDEX",
  "MATCH",
  "ROUND",
  "LEFT",
  "COUNTIF",
  "XLOOKUP",
] as const;

function cell(random: Random): string {
  return `${random.chance(0.2) ? "$" : ""}${random.pick([..."ABCDEFG"])}${random.int(1, 99)}`;
}

function text(random: Random, template: string): string {
  return filled(random, template.replace(/\{c\}/g, () => cell(random)));
}

function value(random: Random, depth: number): string {
  if (depth === 0 || random.chance(0.5)) return text(random, random.pick(VALUES));
  const separator = random.pick([",", ", ", ";"]);
  if (random.chance(0.4)) {
    const condition = text(random, random.pick(CONDITIONS));
    const both = random.chance(0.4)
      ? `${random.pick(["AND", "OR"])}(${condition}${separator}${text(random, random.pick(CONDITIONS))})`
      : condition;
    return `IF(${both}${separator}${value(random, depth - 1)}${separator}${value(random, depth - 1)})`;
  }
  return `${random.pick(FUNCTIONS)}(${random.some(1, 4, () => value(random, depth - 1)).join(separator)})`;
}

/** `=IF(A1>3,VLOOKUP(B2,'Sheet 2'!A:B,2,FALSE),"")` */
export function sheetFormula(random: Random): string {
  return `=${value(random, 3)}`;
}
