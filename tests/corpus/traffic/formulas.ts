/**
 * Small languages in fields of their own: spreadsheet formulas, JSON queries, expressions, patterns, selectors, schedules.
 * @module
 */
import { inCode } from "./conditions.ts";
import { type Draft, type Family, get, json } from "./draft.ts";
import { wayTo } from "./paths.ts";
import { filled } from "./prose.ts";
import type { Random } from "./random.ts";
import { sheetFormula } from "./sheets.ts";

const FORMULAS = [
  // Spreadsheets and tables
  '=SUMIFS(C2:C{j},A2:A{j},">="&DATE(2025,1,1),B2:B{j},"<>{n}")',
  '=IFERROR(INDEX(\'{n} {j}\'!$B$2:$B,MATCH(A{j}&"*",{W}!A:A,0)),"n/a")',
  "=QUERY({A1:D{j};F1:I{j}},\"select Col1, sum(Col{j}) where Col2 is not null group by Col1 label sum(Col3) '{n}'\",1)",
  '=LET(x,FILTER(A:A,(B:B="{W}")*(C:C>{j})),TEXTJOIN("; ",TRUE,x))',
  '=ARRAYFORMULA(REGEXREPLACE(A2:A,"[^\\w]+|{n}$","-"))',
  '=HYPERLINK("https://{h}/{n}?id="&A{j},"{W} »")',
  "-(B{j}-C{j})/C{j}^2*100%",
  'IF({{n}} > {j}, "🔴 {W}", IF(AND({{F}}=BLANK(), NOT({Done})), \'open\', ""))',
  'if(prop("{n}") == "{W}", dateBetween(now(), prop("{F}"), "days") > {j}, false)',
  'DATETIME_FORMAT({{F}}, "YYYY-MM-DD") & " – " & {{n}} & CHAR(10)',
  "[{n}.{F}] * 1.19 + ROUND({{W}: [Total]}, 2)",
  "CALCULATE(SUM('{n}'[Amount]), FILTER(ALL('Date'), 'Date'[Year] = {j}), '{n}'[{F}] <> \"{W}\")",
  "SUM({FIXED [{n}], [{F}] : MAX([{W}])}) / TOTAL(SUM([Sales]))",
  "{n}_{F} = CASE WHEN [{W}] > {j} THEN 'a' ELSE NULL END",
  // JSON and documents
  "$..{n}[?(@.{F} == '{W}' && @.price < {j})].id",
  "$.{R}[*].{n}[-1:]['{F}','id']",
  "{R}[?{F}=='{W}' && contains({n}, `{j}`)].{id: id, n: {n}[0]} | sort(@)",
  "length({R}[?starts_with({F}, '{n}')]) > `{j}`",
  '.{R}[] | select(.{F} == "{n}" and (.{W} // 0) > {j}) | {id, n: .{n}?, t: (.tags | join(","))}',
  'to_entries | map(select(.key | test("^{n}"))) | from_entries // empty',
  '$sum({R}.({F} * $.{n}[type="{W}"].qty)) ~> $round({j})',
  '{R}[{n}.{F} > {j}]^(>price).{ "{W}": $string(id) & "/" & $uppercase({F}) }',
  "/{R}/{n}[@{F}='{W}'][position() < {j}]/text()",
  "//div[contains(@class, '{n}')]//a[starts-with(@href, '/{W}')][{j}]",
  "for $x in //{n} where $x/{F} > {j} return <{W}>{$x/id}</{W}>",
  // Expressions
  "request.auth.uid == resource.data.{n} && request.time < timestamp.date(2025, {j}, 1)",
  'has(self.{n}) && self.{F}.all(x, x.matches("^[a-z]+$")) ? self.{W} : size(self.{R}) <= {j}',
  "{n}.{F} in ['{W}', \"{n}\"] and not ({W} >= {j} or {F} is null)",
  "({n} ?? '{W}') + (x?.{F} || `#${i}`) !== 'a' ? [{j}] : { b: !c }",
  "{n} => {n}.{F} > {j} && !{W}.includes('x')",
  "(x, y) -> x.{F}() * {j} % y",
  "len(filter({R}, {.{F} > {j}})) == 0 or any({n}, # contains '{W}')",
  '["all",["==",["get","{n}"],"{W}"],[">",["to-number",["get","{F}"]],{j}],["!",["has","x"]]]',
  '["interpolate",["linear"],["zoom"],{j},["*",2,["var","{n}"]]]',
  "datum.{n} > {j} && datum['{F}'] != '{W}' ? 'red' : '#ccc'",
  "{n} matches /^{W}-\\d+$/i && {F} ~= '*{n}*'",
  "eq({n}, '{W}') and gt(length(split({F}, ',')), {j})",
  "@{equals(triggerBody()?['{n}'], '{W}')}",
  "@concat('{W}-', formatDateTime(utcNow(), 'yyyy'), '/', item()?['{F}'])",
  "{{ steps.{n}.outputs.{F} }} / {{ inputs.{W} | default('{n}') | upper }}",
  "{{#if (gt {n}.{F} {j})}}{{{n}}} — {{> {W}}}{{else}}-{{/if}}",
  "{% if {n}.{F} contains '{W}' %}{{ {n} | append: '.html' | escape }}{% endif %}",
  "${{n}:-{W}}/${{F}%.*}",
  "%{{n}}-%{+YYYY.MM.dd}-%{[{F}][{W}]}",
  "#[payload.{n} default '{W}']",
  "={{ $('{n}').item.json[\"{F}\"] }} & {{ $now.minus({j}, 'days') }}",
  "{{{n}.{F}}} [[{W}]] <<{n}>> %%{F}%% __{W}__",
  // Patterns, selectors, schedules, sizes
  "^(?!{n})[\\w.+-]+@(?:[\\w-]+\\.)+[a-z]{2,{j}}$",
  "/^(['\"]?){n}\\1\\s*[:=]\\s*(.+?);?$/gm",
  "(?P<{n}>\\d{1,3})(?:\\.|,)(?P<{F}>\\d+)\\s?[€$%]",
  "[[:alpha:]_][^\\s'\"<>;]{0,{j}}|{W}\\b",
  "s/^{n}(.*)$/{W}\\1/; y/abc/xyz/",
  "**/{{n},{W}}/*.{spec,test}.[jt]s?(x)",
  "!{n}/**/*.min.{js,css}",
  "../{n}/src/*.ts",
  "../../packages/{W}/tsconfig.json",
  "..\\{n}\\{W}.csproj",
  "main > .{n}:not(:first-child)::after, a[href$='.{W}' i] ~ ul li:nth-child(2n+{j})",
  '#{n} [data-{W}="{F}"] + *:is(:hover, :focus-within)',
  "{j}/5 8-18 * * MON-FRI",
  "0 {j} L * ? 20{j}/2",
  "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20251{j}T000000Z;INTERVAL=2",
  "R/{D}/P1DT{j}H",
  ">={j}.1.0 <{j}.9 || ~0.{j} || 1.x - 2.{j}.*",
  "{W}@^{j}.0.0-beta.1",
  "{j}x{j}+{i}-5",
  "crop(0,{j},{i}x{i})/filters:blur({j}):quality(80)",
  "w_{i},h_{j},c_fill,g_auto/l_{n}:{W},o_{j}/e_sharpen",
  "M{j} {i}L{i},{j}h-{j}v7.5c-{j}-2 {j}.3,4zm0 0",
  "translate({j}px, -50%) rotate(.{j}turn) scale(calc(1 + {j} / 100))",
  "\\int_0^{\\infty} e^{-x^2} \\, dx = \\frac{\\sqrt{\\pi}}{{j}} \\text{ {n}}",
  "a_{n} = \\sum_{k=1}^{j} (-1)^k x_k / k!",
  "graph LR; A[{n}] -->|{W}| B{x > {j}?}; B -- yes --> C((ok))",
  '{n} |o--o{ {W} : "{v}s"',
  "X:1\\nT:{n}\\nK:G\\n|: GABc d2e2 | [CEG]{j} z :|",
  "1. e4 e5 2. Nf3 Nc6 {{n}} 3. Bb5 a6 (3... Nf6 4. O-O!?) *",
  "CC(=O)Oc1ccccc1C(=O)O.[Na+].N[C@@H](C)C#N",
] as const;

const NAMES = [
  "formula",
  "expression",
  "expr",
  "pattern",
  "condition",
  "rule",
  "selector",
  "value",
  "path",
  "template",
  "schedule",
  "transform",
] as const;

function draft(random: Random): Draft {
  const one = () =>
    random.chance(0.3) ? random.pick([wayTo, inCode, sheetFormula])(random) : filled(random, random.part(FORMULAS));
  if (random.chance(0.35)) {
    return get(random.pick(["/api/evaluate", "/api/preview", "/api/validate", "/img/resize"]), {
      [random.pick(NAMES)]: one(),
    }, random.chance(0.5));
  }
  return json(
    random.pick(["POST", "PUT", "PATCH"]),
    random.pick(["/api/fields", "/api/automations", "/api/rules", "/api/sheets/cells"]),
    {
      [random.pick(["name", "label", "key"])]: filled(random, random.pick(["{n} {W}", "{n}.{F}", "{W}"])),
      entries: random.some(1, 4, () => ({ [random.pick(NAMES)]: one(), enabled: random.chance(0.7) })),
    },
  );
}

/** Small languages in fields. */
export const formulas: Family = { name: "formula", weight: 8, draft };
