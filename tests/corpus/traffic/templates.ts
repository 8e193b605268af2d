/**
 * Templates by grammar: mails, notices, themes and automations in the languages of Liquid and Jinja, of Handlebars, of
 * Go, and messages with plurals.
 * @module
 */
import { inCode, nameOf } from "./conditions.ts";
import { filled, sentence } from "./prose.ts";
import type { Random } from "./random.ts";

type Make = (random: Random) => string;

const word: Make = (r) => filled(r, r.part(["{W}", "{n}", "{n} {v}", "{W} {n}", "{c}", "{n}-{j}"])).replaceAll("'", "");
const quotedWord: Make = (r) => r.pick([`'${word(r)}'`, `"${word(r)}"`]);

const FILTERS: readonly Make[] = [
  (r) => `default(${quotedWord(r)})`,
  (r) => `default: ${quotedWord(r)}`,
  (r) => `round(${r.int(0, 3)})`,
  (r) => `truncate: ${r.int(10, 99)}`,
  (r) => `float(${r.int(0, 9)})`,
  (r) => `date: "%Y-%m-%d"`.replace("%d", r.pick(["%d", "%e"])),
  (r) => `replace(${quotedWord(r)}, ${quotedWord(r)})`,
  (r) => r.pick(["escape", "upper", "title", "length", "safe", "money", "strip_html", "tojson", "e", "join(', ')"]),
];

const filters: Make = (r) => r.some(0, 2, () => ` | ${r.pick(FILTERS)(r)}`).join("");

const CURLY: readonly Make[] = [
  (r) => `{{ ${nameOf(r)}${filters(r)} }}`,
  (r) => `{{${nameOf(r)}}}`,
  (r) => `{{ ${r.pick(["states", "t", "url", "setting"])}(${quotedWord(r)})${filters(r)} }}`,
  (r) => `{{ ${quotedWord(r)} if ${nameOf(r)} < ${r.int(1, 99)} else ${quotedWord(r)} }}`,
  (r) => `{% set ${nameOf(r)} = ${r.pick(["states", "source"])}(${quotedWord(r)})${filters(r)} %}`,
  (r) => `{% if ${inCode(r)} %}${sentence(r)}{% else %}${word(r)}{% endif %}`,
  (r) => `{%- for item in ${nameOf(r)} limit: ${r.int(1, 9)} -%}<li>{{ item.title${filters(r)} }}</li>{%- endfor -%}`,
  (r) => `{% assign ${nameOf(r)} = ${nameOf(r)}${filters(r)} %}`,
];

const BARS: readonly Make[] = [
  (r) => `{{#if ${nameOf(r)}}}${sentence(r)}{{else}}${word(r)}{{/if}}`,
  (r) => `{{#each ${nameOf(r)}}}{{this.${nameOf(r)}}}, {{/each}}`,
  (r) => `{{{${nameOf(r)}}}}`,
  (r) => `{{> ${word(r).replaceAll(" ", "-")} size="${r.int(1, 9)}"}}`,
  (r) => `{{#unless (eq ${nameOf(r)} ${quotedWord(r)})}}${word(r)}{{/unless}}`,
];

const DOTS: readonly Make[] = [
  (r) => `{{ .${nameOf(r)} | ${r.pick(["quote", "upper", "humanize", "toJson", "indent 4"])} }}`,
  (r) => `{{- range .${nameOf(r)} }}{{ .${nameOf(r)} }} {{ end -}}`,
  (r) => `{{ if gt (len .${nameOf(r)}) ${r.int(0, 9)} }}${word(r)}{{ end }}`,
  (r) => `{{ $labels.${nameOf(r)} }}: {{ $value }}`,
];

const PLURALS: readonly Make[] = [
  (r) => `{count, plural, =0 {no ${word(r)}} one {# ${word(r)}} other {# ${word(r)}s}}`,
  (r) => `{${r.pick(["gender", "kind"])}, select, male {${word(r)}} other {${word(r)}}}`,
  (r) => `{${nameOf(r)}, ${r.pick(["number, percent", "date, short", "time"])}}`,
  (r) => `<0>${word(r)}</0> %s %(${r.pick(["name", "count"])})d`,
];

/** A text with places in it that a program of the receiver fills. */
export function template(random: Random): string {
  const places = random.pick([CURLY, CURLY, BARS, DOTS, PLURALS]);
  return random.some(1, 5, () => random.chance(0.35) ? sentence(random) : random.pick(places)(random))
    .join(random.pick([" ", " ", "\n"]));
}
