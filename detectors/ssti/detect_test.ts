import assert from "node:assert/strict";
import { pointsIn, rulesIn } from "../testing.ts";
import { ssti } from "./detect.ts";

/** Rule and text, one attack a line. */
const ATTACKS: readonly (readonly [string, string])[] = [
  ["arithmetic", "{{7*7}}"],
  ["arithmetic", "Hello {{ 31 * 31 }}!"],
  ["arithmetic", "${6*8}"],
  ["arithmetic", "#{ 9 - 4 }"],
  ["arithmetic", "<%= 12*12 %>"],
  ["arithmetic", "*{3*3}"],
  ["arithmetic", "@(4+4)"],
  ["arithmetic", "{{7*'7'}}"],
  ["arithmetic", "{5*5}"],
  ["arithmetic", "{%print(8*8)%}"],
  ["arithmetic", "${{2*2}}"],
  ["polyglot", "${{<%[%'\"}}%\\."],
  ["object-walk", "{{ ''.__class__.__mro__[1].__subclasses__() }}"],
  ["object-walk", "{{ cycler.__init__.__globals__ }}"],
  ["object-walk", "{{ request|attr('x') }}"],
  ["object-walk", "{{constructor.constructor('f()')()}}"],
  ["object-walk", "${T(java.lang.Runtime)}"],
  ["object-walk", "#{''.getClass().forName('x')}"],
  ["object-walk", "{{_self.env.registerUndefinedFilterCallback('x')}}"],
  ["object-walk", "{{['id']|map('passthru')}}"],
  ["object-walk", "{{config.items()}}"],
  ["code", "<%= system('id') %>"],
  ["code", "<%= `id` %>"],
  ["code", "<%= File.read('/etc/hosts') %>"],
  ["code", "{{ os.popen('id') }}"],
  ["code", '@(System.Diagnostics.Process.Start("x"))'],
  ["context-dump", "{{config}}"],
  ["context-dump", "{% debug %}"],
  ["code", '{{.System "id"}}'],
  ["velocity", "#set($x='')#set($y=$x.class.forName('a'))"],
  ["freemarker", '<#assign x="freemarker.template.utility.Execute"?new()>${x("id")}'],
  ["smarty", "{php}x();{/php}"],
  ["smarty", "{$smarty.version}"],
  ["latex", "\\immediate\\write18{id}"],
  ["latex", "\\input{/etc/hosts}"],
];

/** One innocent text a line: no point at level 1. */
const INNOCENT: readonly string[] = [
  "Hello {{name}}, your order {{order.id}} has shipped",
  "{{first_name}}",
  "{{#each items}}<li>{{this.title}}</li>{{/each}}",
  "{{ price | currency }} and {{ 'style.css' | asset_url }}",
  "Dear {name}, thanks for ${amount}!",
  "https://cdn.example/${BASE64_UID}/a?x=${CAMPAIGN_ID}",
  "`total: ${price * quantity} EUR`",
  "run: echo ${{ secrets.TOKEN }} ${{ github.event.issue.title }}",
  "${process.env.API_KEY}",
  "{count, plural, one {# item} other {# items}}",
  "x^{2*3} and \\frac{7}{8} and a_{i-1}",
  "\\input{chapters/intro}",
  "{% for p in products %}{{ p.name }}{% endfor %}",
  "{{ config(materialized='table') }} select 1",
  '{{- include "chart.labels" . | nindent 4 }}',
  "{{ .Values.image.tag | default .Chart.AppVersion }}",
  "{{ $labels.instance }} is down",
  "#{user.name} said hello",
  "<%= user.name %>",
  "a{1,3}b{2}",
  "{1-2}",
  "@media (min-width: 40em) { a { color: red } }",
  "mail me @ (home) or @(work)",
  "Use `{{ 7*7 }}` to see whether the page evaluates templates on the server, says the guide.",
  "${HOME}/bin:${PATH}",
  '{"a":{"b":"{{ mustache }} templates"}}',
  "%{count} items",
  "100%{x}",
  "{%- include 'card.html' -%}",
];

for (const [rule, text] of ATTACKS) {
  Deno.test(`ssti.${rule} catches ${text.slice(0, 60)}`, () => {
    assert.ok(rulesIn(ssti, text).includes(`ssti.${rule}`), `${text}: ${rulesIn(ssti, text)}`);
  });
}

Deno.test("ssti passes innocent texts", () => {
  for (const text of INNOCENT) assert.equal(pointsIn(ssti, text), 0, `${text}: ${rulesIn(ssti, text)}`);
  assert.equal(INNOCENT.length, 29);
  assert.equal(ATTACKS.length, 35);
});
