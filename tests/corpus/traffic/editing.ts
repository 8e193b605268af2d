/**
 * Editors at work: changes of a shared text, blocks of a page, code that a language server is told of, drawings.
 * @module
 */
import { inCode, inSearch, inWhere, nameOf } from "./conditions.ts";
import { type Draft, type Family, json } from "./draft.ts";
import { page } from "./pages.ts";
import { series, wayTo } from "./paths.ts";
import { filled, paragraph, person, sentence, slug } from "./prose.ts";
import type { Random } from "./random.ts";
import { sheetFormula } from "./sheets.ts";
import { developerMessage, snippet } from "./snippets.ts";

/** What is typed at one time: a few characters, often half of something. */
const KEYSTROKES = [
  "<",
  "</",
  "'",
  '");',
  " => {",
  "();\n",
  "' + ",
  "{{",
  "}}",
  "<!--",
  "-->",
  "/*",
  " */",
  "//",
  "`${",
  '="',
  "[]",
  "||",
  "&&",
  "&nbsp;",
  "\n\t",
  "<{W} ",
  "</{W}>",
  "({n}",
  ".{F}(",
  "{W}:",
  "'{n}",
  '"{n}",',
  "# ",
  "- [ ] {W}",
  "~~{n}~~",
  "**{W}**",
  "$ ",
  "{n};",
  '<{n} {F}="{W}">',
  "@{W} ",
  ":{n}:",
  "/{v} ",
  "{W}='{n}'",
  "!= {j}",
] as const;

const LINES = [
  "  const {W} = {n}.{F} ?? '{W}';",
  "    if ({W}['{n}'] !== \"{F}\") { return; }",
  "  <{W} {F}={{n}} render={() => {v}({j})} />",
  "export type {W} = '{n}' | '{F}' | null;",
  "  {n}: { type: '{W}', default: () => ({}) },",
  "-  assert.equal({W}({j}), '{n}');",
  '+  expect({W}({j})).toBe("{W}"); // {v}',
  "@@ -{j},{j} +{j},{j} @@ function {W}() {",
  '    {n} = self._{F}.get("{W}", [])[:{j}]',
  '\treturn fmt.Errorf("{W}: %w ({n}=%q)", err, {F})',
  '  .{n} > .{W}::before { content: "{F}"; margin: -{j}px }',
  "| {n} | `{W}` | {j} % | <br> |",
  '> {p} wrote: "{n} -- {v} it"',
  "{W} |> {n}.{v}(&1, {j}) |> inspect()",
  "import {W}, {{n}} from '../{F}/{W}';",
  'let {n} = match {W} { Some(x) => x, None => return Err("{F}".into()) };',
  "  # {v} the {n} unless {W}?",
  '<p class="{W}">{n} &amp; {F}<br/>{j}&nbsp;%</p>',
  "{n}!: {W}<{F}[]>;",
  "rescue {W}Error, {n} => e",
  "#[derive(Debug, {W})] pub struct {n}<'a> { {F}: &'a str }",
  "SELECT_{W} = \"{n} {v}\" if {F} else '{W}'",
  'local {W}="${1:-{n}}" # {F}',
  '{W} := map[string]{n}{"{F}": {{j}, "a"}}',
  "/** @param {{n}} {W} - the {F}'s {n} */",
  "  }, [{n}, {W}]);",
] as const;

const stroke = (r: Random): string => filled(r, r.part(KEYSTROKES));
const line = (r: Random): string => filled(r, r.part(LINES));

const MADE: readonly (readonly [path: string, make: (random: Random) => unknown])[] = [
  [
    "/api/docs/ops",
    (r) => ({
      rev: r.int(1, 999),
      ops: r.some(
        1,
        6,
        () =>
          r.pick<unknown>([{ retain: r.int(1, 99) }, { insert: stroke(r) }, { delete: r.int(1, 9) }, {
            insert: "\n",
            attributes: { header: 2 },
          }]),
      ),
    }),
  ],
  [
    "/api/collab/steps",
    (r) => ({
      version: r.int(1, 99),
      clientID: r.hex(8),
      steps: r.some(
        1,
        4,
        () => ({
          stepType: "replace",
          from: r.int(1, 99),
          to: r.int(1, 99),
          slice: { content: [{ type: "text", text: stroke(r), marks: [{ type: "code" }] }] },
        }),
      ),
    }),
  ],
  ["/lsp", (r) => ({
    jsonrpc: "2.0",
    method: "textDocument/didChange",
    params: {
      textDocument: { uri: filled(r, "file:///home/{W}/{n}.ts"), version: r.int(1, 99) },
      contentChanges: r.some(
        1,
        3,
        () => ({ range: { start: { line: r.int(1, 99), character: 4 } }, text: r.chance(0.5) ? stroke(r) : line(r) }),
      ),
    },
  })],
  [
    "/lsp",
    (r) => ({
      jsonrpc: "2.0",
      id: r.int(1, 99),
      method: "textDocument/completion",
      params: { context: { triggerCharacter: stroke(r) }, line: line(r), uri: filled(r, "untitled:{W}") },
    }),
  ],
  [
    "/api/reviews/comments",
    (r) => ({
      path: filled(r, "src/{n}/{W}.rs"),
      line: r.int(1, 99),
      hunk: r.some(2, 6, () => line(r)).join("\n"),
      body: `${developerMessage(r)}\n\`\`\`suggestion\n${line(r)}\n\`\`\``,
    }),
  ],
  [
    "/api/patches",
    (r) => ({
      diff: `--- a/${slug(r)}\n+++ b/${slug(r)}\n${r.some(2, 8, () => line(r)).join("\n")}\n`,
      message: developerMessage(r),
      author: person(r),
    }),
  ],
  ["/v1/blocks", (r) => ({
    children: r.some(
      1,
      5,
      () =>
        r.pick<unknown>([{
          type: "paragraph",
          paragraph: { rich_text: [{ text: { content: sentence(r), link: null } }] },
        }, {
          type: "code",
          code: { language: "x", rich_text: [{ text: { content: r.some(1, 4, () => line(r)).join("\n") } }] },
        }, { type: "equation", equation: { expression: "x^{2} < \\frac{1}{2}" } }]),
    ),
  })],
  [
    "/api/posts/7/autosaves",
    (r) => ({
      title: sentence(r),
      content: filled(r, '<!-- wp:{W} {"level":{j},"{F}":"{n}"} -->\n<h2 class="wp-block-{W}" id="{n}">') +
        sentence(r) + filled(r, "</h2>\n<!-- /wp:{W} -->\n[{n} id=\"{j}\" {F}='{W}']"),
      excerpt: paragraph(r, 2),
    }),
  ],
  ["/api/clipboard", (r) => ({ types: ["text/html", "text/plain"], html: page(r), text: sentence(r) })],
  [
    "/api/run",
    (r) => ({
      language: snippet(r).language,
      files: [{ name: "main", content: r.some(3, 9, () => line(r)).join("\n") }],
      stdin: stroke(r),
      args: [stroke(r)],
    }),
  ],
  [
    "/api/playground",
    (r) => ({
      code: r.some(2, 7, () => line(r)).join("\n"),
      tests: r.some(1, 3, () => ({ input: stroke(r), expected: filled(r, "{W}") })),
      lang: "js",
    }),
  ],
  [
    "/api/boards/objects",
    (r) => ({
      objects: r.some(
        1,
        5,
        () => ({
          type: "path",
          d: filled(r, "M{j},{i}C{j},{j},{j}.5,{i},{j},{j}Z"),
          style: { fill: `#${r.hex(6)}`, filter: filled(r, "url(#{W})") },
          text: sentence(r),
        }),
      ),
    }),
  ],
  [
    "/api/canvas",
    (r) => ({
      elements: r.some(
        1,
        5,
        () => ({
          id: r.hex(10),
          html: filled(r, '<g transform="translate({j} {j})"><text x="{j}">{n} &lt; {W}</text></g>'),
          css: filled(r, "#{W} > * { font: 1{j}px/1 '{n}' }"),
        }),
      ),
    }),
  ],
];

/** Cells of a sheet or a notebook of questions, as they are typed. */
function cells(random: Random): unknown {
  return {
    view: slug(random),
    cells: random.some(1, 4, () => ({
      ref: `${random.pick(["A", "B", "C"])}${random.int(1, 99)}`,
      [random.pick(["formula", "query", "expr", "filter"])]: random.pick([
        () => `=${random.pick(["IF", "FILTER"])}(${inCode(random)}, "${random.int(0, 9)}", ${nameOf(random)})`,
        () => sheetFormula(random),
        () => inWhere(random),
        () => inSearch(random),
        () => wayTo(random),
        () => series(random),
      ])(),
    })),
  };
}

function draft(random: Random): Draft {
  if (random.chance(0.1)) return json("PATCH", `/api/sheets/${random.hex(8)}/cells`, cells(random));
  const [path, make] = random.part(MADE);
  return json(random.pick(["POST", "POST", "PATCH"]), path, make(random));
}

/** Editors at work. */
export const editing: Family = { name: "editing", weight: 7, draft };
