/**
 * What the rules of this detector say.
 * @module
 */
import type { Level, Rule } from "../types.ts";

function rule(name: string, level: Level, title: string, why: string): Rule {
  return { id: `ssti.${name}`, category: "ssti", severity: "critical", level, title, why };
}

/** `{{7*7}}`. */
export const ARITHMETIC = rule(
  "arithmetic",
  1,
  "Arithmetic in template marks",
  "a sum of two numbers between template marks is how a tester sees whether the server evaluates templates",
);

/** `${{<%[%'"}}%\`. */
export const POLYGLOT = rule(
  "polyglot",
  1,
  "Template marks of several engines",
  "the opening marks of several template engines stand together, to make any of them fail visibly",
);

/** `{{''.__class__.__mro__}}`. */
export const OBJECT_WALK = rule(
  "object-walk",
  1,
  "Walk through the engine's objects",
  "the expression climbs from a harmless object to classes and globals that can run commands",
);

/** `<%= system('id') %>`. */
export const CODE = rule(
  "code",
  1,
  "Command or file access in a template",
  "the template expression runs a command, evaluates code or opens a file on the server",
);

/** `{{config}}`. */
export const CONTEXT_DUMP = rule(
  "context-dump",
  1,
  "Dump of the template's context",
  "the expression prints what the template knows: configuration, secrets, the engine itself",
);

/** `{% extends 'x' %}` as the whole value. */
export const DIRECTIVE = rule(
  "directive",
  2,
  "Template statement as the value",
  "the value is nothing but a template statement, which only a template engine could use",
);

/** `#set($x='')`. */
export const VELOCITY = rule(
  "velocity",
  1,
  "Velocity statement",
  "the statement sets a variable or calls a class in a Velocity template",
);

/** `<#assign x=…?new()>`. */
export const FREEMARKER = rule(
  "freemarker",
  1,
  "FreeMarker built-in",
  "the expression creates an object or names a utility class of FreeMarker, which can run commands",
);

/** `{php}…{/php}`. */
export const SMARTY = rule(
  "smarty",
  1,
  "Smarty tag that runs PHP",
  "the Smarty tag runs PHP, writes a file or prints the server's environment",
);

/** `\write18{id}`. */
export const LATEX = rule(
  "latex",
  1,
  "LaTeX command that reads files or runs programs",
  "the LaTeX command reads a file of the server or runs a program while the document is set",
);

/** Any of them inside a code span of a text. */
export const QUOTED_EXPRESSION = rule(
  "quoted-expression",
  2,
  "Template attack quoted as code",
  "the expression stands in a code span of a longer text; harmless unless the text itself is a template",
);

/** `{{#each x}}` as the whole value; deep in a JSON document, as configurations have it, it is any expression. */
export const BLOCK = rule(
  "block",
  2,
  "Template block as the value",
  "the value is nothing but a template block or variable; legitimate where templates are edited",
);

/** `{{name}}` anywhere. */
export const EXPRESSION = rule("expression", 3, "Template expression", "the value holds a template expression");

/** All of them. */
export const RULES: readonly Rule[] = [
  ARITHMETIC,
  POLYGLOT,
  OBJECT_WALK,
  CODE,
  CONTEXT_DUMP,
  DIRECTIVE,
  VELOCITY,
  FREEMARKER,
  SMARTY,
  LATEX,
  QUOTED_EXPRESSION,
  BLOCK,
  EXPRESSION,
];
