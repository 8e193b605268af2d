/**
 * Code that developers paste into Markdown, chats, tickets and editors. Each language has templates with slots.
 * @module
 */
import { codeLine, filePath, madeUpCode } from "./code.ts";
import { MESSAGES } from "./messages.ts";
import { filled } from "./prose.ts";
import type { Random } from "./random.ts";

/** A piece of code and the language of its fence. */
export interface Snippet {
  readonly language: string;
  readonly code: string;
}

const SNIPPETS: readonly (readonly [language: string, code: string])[] = [
  [
    "sql",
    "SELECT u.id, u.name\nFROM {n}s u\nJOIN orders o ON o.user_id = u.id\nWHERE o.total > {i} AND u.active = 1\nORDER BY u.name LIMIT {j};",
  ],
  ["sql", "INSERT INTO {n}s (id, name, note) VALUES ({i}, 'it''s {a}', NULL), ({j}, 'b', 'c');"],
  ["sql", "UPDATE {n}s SET {n} = '{a}' WHERE id IN (SELECT id FROM {n}_old WHERE deleted_at IS NULL);"],
  [
    "sql",
    "CREATE TABLE {n}s (\n  id INTEGER PRIMARY KEY,\n  name TEXT NOT NULL DEFAULT '',\n  created_at TIMESTAMP DEFAULT now()\n); -- {a}",
  ],
  [
    "sql",
    "-- find duplicates\nSELECT email, COUNT(*) FROM users GROUP BY email HAVING COUNT(*) > 1 UNION ALL SELECT '{n}', {i};",
  ],
  ["sql", "DELETE FROM {n}s WHERE created_at < now() - interval '{j} days'; DROP TABLE IF EXISTS {n}_tmp;"],
  ["bash", "git clone https://{h}/{n}.git && cd {n} && npm ci; npm run build | tee build.log"],
  ["bash", 'for f in *.log; do\n  cat "$f" | grep -v DEBUG | sort | uniq -c >> /tmp/{n}.txt\ndone'],
  ["bash", 'export TOKEN=$(curl -s https://{h}/token | jq -r .token)\necho "$TOKEN" && ls -la ~/.ssh'],
  ["bash", "sudo apt-get update && sudo apt-get install -y {n} || exit 1"],
  ["bash", "ps aux | awk '{print $2}' | xargs -n1 kill -9 2>/dev/null; rm -rf ./node_modules"],
  ["sh", '#!/bin/sh\nset -eu\nid=$(id -u)\n[ "$id" = 0 ] && echo root\nwget -qO- http://localhost:{k}/{n} > /dev/null'],
  ["console", "$ docker run --rm -it -v $(pwd):/app -p {k}:80 {n}:latest sh -c 'whoami; uname -a'\nroot"],
  ["powershell", "Get-ChildItem -Recurse | Where-Object { $_.Length -gt {i}KB } | ForEach-Object { Remove-Item $_ }"],
  ["js", "const {n} = document.querySelector('#{n}');\n{n}.addEventListener('click', () => alert('Clicked {i}'));"],
  [
    "js",
    "import fs from 'node:fs';\nconst data = JSON.parse(fs.readFileSync('./{n}.json', 'utf8'));\nconsole.log(data?.{n} ?? {i});",
  ],
  [
    "js",
    "fetch(`/api/{n}/${id}`)\n  .then((r) => r.json())\n  .then(({ {n} }) => { window.location.href = `/{n}?id=${{n}}`; });",
  ],
  ["ts", "type {n}<T extends Record<string, unknown>> = { [K in keyof T]: T[K] extends string ? K : never };"],
  [
    "jsx",
    "<ul className=\"{n}\">{items.map((x) => <li key={x.id} style={{ color: 'red' }}>{x.name ?? '-'}</li>)}</ul>",
  ],
  ["html", '<form action="/{n}" method="post"><input name="{n}" value="{i}"><button>Go</button></form>'],
  [
    "html",
    '<!doctype html>\n<html lang="en"><head><title>{n}</title><style>body{margin:0}</style></head><body><img src=x alt="{a}"></body></html>',
  ],
  [
    "css",
    ".{n}::before { content: '\\201C'; background: url(\"/img/{n}.png\") no-repeat; width: calc(100% - {j}px); }",
  ],
  [
    "python",
    "import os, subprocess\nsubprocess.run(['ls', '-l', '/tmp'], check=True)\nprint(f\"{os.environ.get('HOME')}/{n}\")",
  ],
  [
    "python",
    "def {n}(x, *args, **kwargs):\n    return [i for i in range({j}) if i % 2 == 0 and x != 'it''s']\n\nprint(__name__)",
  ],
  [
    "python",
    "df = pd.read_sql(\"SELECT * FROM {n}s WHERE id = %s\", conn, params=({i},))\ndf.groupby('{n}').agg({'x': 'sum'})",
  ],
  [
    "php",
    "<?php\n$id = (int) $_GET['id'];\n$stmt = $pdo->prepare('SELECT * FROM {n}s WHERE id = ?');\n$stmt->execute([$id]);\necho htmlspecialchars($row['name']);",
  ],
  ["php", "<?php foreach ($items as $item): ?>\n  <li><?= e($item->{n}) ?></li>\n<?php endforeach; ?>"],
  [
    "java",
    'try (var rs = stmt.executeQuery("SELECT name FROM {n}s")) { while (rs.next()) System.out.println(rs.getString(1)); }',
  ],
  ["java", 'Runtime rt = Runtime.getRuntime();\nlog.info("free: ${} of {}", rt.freeMemory(), {i});'],
  [
    "go",
    "func (s *Server) {n}(w http.ResponseWriter, r *http.Request) {\n\tif err := json.NewDecoder(r.Body).Decode(&v); err != nil {\n\t\treturn\n\t}\n}",
  ],
  [
    "rust",
    'let {n}: Vec<&str> = input.lines().filter(|l| !l.is_empty()).map(|l| &l[..{j}]).collect();\nprintln!("{:?}", {n});',
  ],
  ["ruby", "{n} = User.where('age > ? AND name LIKE ?', {j}, \"%#{q}%\").order(:id)\nputs `git rev-parse HEAD`"],
  [
    "yaml",
    'on:\n  push: { branches: [main] }\njobs:\n  {n}:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo "${{ secrets.TOKEN }}" | docker login -u x --password-stdin',
  ],
  [
    "yaml",
    'image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"\nreplicas: {j}',
  ],
  [
    "dockerfile",
    'FROM node:22-alpine\nRUN apk add --no-cache {n} && rm -rf /var/cache/*\nCMD ["sh", "-c", "node server.js"]',
  ],
  ["nginx", "location /{n}/ { proxy_pass http://127.0.0.1:{k}/; proxy_set_header Host $host; deny 10.0.0.0/8; }"],
  [
    "jinja",
    "{% for {n} in {n}s %}\n  <a href=\"{{ url_for('{n}', id={n}.id) }}\">{{ {n}.name|upper }}</a>\n{% endfor %}",
  ],
  ["hbs", '{{#each {n}s}}<li>{{this.name}} — {{formatDate this.at "L"}}</li>{{else}}None{{/each}}'],
  ["vue", '<template><p v-if="{n} > {j}" @click="{n}++">{{ {n} * 2 }}</p></template>'],
  ["erb", "<% @{n}s.each do |x| %><td><%= link_to x.name, x %></td><% end %>"],
  ["makefile", "{n}: $(wildcard src/*.c)\n\t$(CC) -o $@ $^ && ./{n} || true"],
  [
    "xml",
    "<dependency>\n  <groupId>org.example</groupId>\n  <artifactId>{n}</artifactId>\n  <version>${project.version}</version>\n</dependency>",
  ],
  ["xml", '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {n} [<!ELEMENT {n} (#PCDATA)>]>\n<{n}>{a}</{n}>'],
  ["graphql", "query { {n}(id: {i}) { id name comments(first: {j}) { edges { node { body } } } } }"],
  ["regex", "^(?:https?:\\/\\/)?([\\w-]+\\.)+[a-z]{2,}(\\/[^\\s<>\"']*)?$"],
  ["json", '{"$schema": "https://{h}/{n}.json", "$ref": "#/definitions/{n}", "pattern": "^[^\'\\";]+$"}'],
  ["diff", "--- a/{n}.js\n+++ b/{n}.js\n@@ -1,2 +1,2 @@\n-  eval(code);\n+  run(code, { timeout: {i} });"],
  [
    "c",
    '#include <stdio.h>\nint main(void) { char s[{j}]; printf("%s\\n", fgets(s, sizeof s, stdin)); return system("clear"); }',
  ],
  ["log", '127.0.0.1 - - [10/Oct/2025:13:55:36 +0000] "GET /{n}.php?id={i}\' HTTP/1.1" 404 {j} "-" "curl/8.5.0"'],
  ["ini", "[{n}]\nurl = jdbc:mysql://localhost:3306/{n}?useSSL=false&allowMultiQueries=true\nuser = root"],
  ["lua", "local f = io.open('/tmp/{n}.txt', 'r'); print(f:read('*a')); os.execute('date')"],
  ["kotlin", 'val {n} = listOf({i}, {j}).map { "${it * 2}" }.joinToString("; ")'],
  ["csharp", 'var {n} = await db.Users.FromSqlRaw("SELECT * FROM Users WHERE Id = {0}", id).ToListAsync();'],
  ["ldif", "dn: cn={n},ou=people,dc=example,dc=com\nfilter: (&(objectClass=person)(|(uid={n})(mail=*@example.com)))"],
  ["sql", "SELECT date_trunc('day', created_at) AS d, count(*) FILTER (WHERE ok) FROM {n}s GROUP BY 1 ORDER BY 1 DESC"],
  [
    "sql",
    "BEGIN;\nUPDATE {n}s SET total = total - {j} WHERE id = {i};\nINSERT INTO log (msg) VALUES ('moved {j}');\nCOMMIT;",
  ],
  [
    "sql",
    "ALTER TABLE {n}s ADD CONSTRAINT {n}_ck CHECK (price > 0 AND name <> '');\nCREATE INDEX {n}_ix ON {n}s (lower(name));",
  ],
  ["sql", "SELECT CASE WHEN x > {j} THEN 'big' ELSE 'small' END AS size, COALESCE(note, '-') FROM {n}s;"],
  ["sql", "GRANT SELECT ON {n}s TO reader; REVOKE ALL ON {n}s FROM public;"],
  ["sql", "CREATE FUNCTION f(x int) RETURNS int AS $$ SELECT x * {j} $$ LANGUAGE sql;"],
  ["bash", "tar czf - {n}/ | ssh deploy@{h} 'cat > /tmp/{n}.tgz'"],
  ["bash", 'if ! command -v {n} >/dev/null; then echo "missing {n}" >&2; exit 1; fi'],
  ["bash", 'while read -r line; do echo "${line%%:*}"; done < {n}.txt | sort -u'],
  ["bash", "kubectl get pods -n {n} -o json | jq '.items[] | select(.status.phase != \"Running\") | .metadata.name'"],
  ["bash", "sed -i 's/{n}/{v}/g' src/*.c && git commit -am \"rename {n}\""],
  ["bash", "openssl req -x509 -newkey rsa:4096 -nodes -out cert.pem -days {j} -subj '/CN=localhost'"],
  ["fish", "set -x PATH $HOME/.deno/bin $PATH; and deno --version"],
  ["bat", "@echo off\r\nset DIR=%~dp0\r\nif exist %DIR%{n} (del /q %DIR%{n}) else echo none"],
  ["js", "const re = /^(?:\\d{1,3}\\.){3}\\d+$/;\nif (re.test({n})) { throw new Error(`bad ${{n}}: <${re}>`); }"],
  [
    "js",
    "export default { plugins: [require('{n}')({ test: /\\.css$/ })], target: process.env.NODE_ENV || 'development' };",
  ],
  ["js", "for (const [k, v] of Object.entries({n})) if (!Object.hasOwn(o, k)) o[k] = v;"],
  ["js", "new Proxy({n}, { get: (t, k) => k in t ? t[k] : Reflect.get(t, 'constructor') });"],
  [
    "ts",
    "export class {n} extends Base<Props> implements OnInit {\n  private readonly x?: Map<string, () => void>;\n}",
  ],
  [
    "tsx",
    "export const A = ({ items }: { items: string[] }) => <>{items.map((i) => <Row key={i} title={`#${i}`} />)}</>;",
  ],
  ["svelte", "{#each {n}s as x (x.id)}<li class:active={x.on}>{x.name}</li>{:else}<p>None</p>{/each}"],
  ["html", '<label for="{n}">{n}</label><input id="{n}" type="text" placeholder="it\'s {a}" required>'],
  ["html", "<nav><ul><li><a href=\"/{n}?a=1&amp;b=2\" class='x'>{n} &raquo;</a></li></ul></nav>"],
  ["scss", "@mixin {n}($w: {j}px) { &:hover > a[href^='http'] { width: calc(100% - #{$w}); } }"],
  [
    "python",
    "class {n}(Base):\n    def __init__(self, x: dict | None = None) -> None:\n        super().__init__()\n        self.__dict__.update(x or {})",
  ],
  [
    "python",
    "with open('{n}.csv') as f:\n    rows = [r for r in csv.DictReader(f) if r['a'] != '']\nassert len(rows) == {j}, f'{len(rows)} rows'",
  ],
  [
    "python",
    "@app.route('/{n}/<int:id>')\ndef show(id):\n    return render_template('{n}.html', item=db.get(id)), {i}",
  ],
  [
    "php",
    "namespace App\\{n};\nclass A { public function __construct(private array $x = []) {} }\necho \"{$this->x['a']}\";",
  ],
  [
    "java",
    "@Query(\"select u from User u where u.name like concat('%', :q, '%')\")\nList<User> find(@Param(\"q\") String q);",
  ],
  ["go", 'rows, err := db.Query("SELECT name FROM {n}s WHERE id = $1", id); defer rows.Close()'],
  ["rust", 'match x { Some(n) if n > {j} => println!("{n}"), None | Some(_) => () }'],
  ["ruby", "%w[a b].each { |x| puts \"#{x}: #{ENV.fetch('{n}', 'none')}\" }"],
  ["elixir", "{n} |> Enum.map(&(&1 * {j})) |> Enum.reject(fn x -> x == 0 end)"],
  ["haskell", "main = interact $ \\s -> unlines [ x | x <- lines s, not (null x) ]"],
  ["r", "df <- read.csv('{n}.csv'); df$x[df$x < {j}] <- NA; summary(lm(y ~ x, data = df))"],
  ["swift", "guard let {n} = try? JSONDecoder().decode(T.self, from: data) else { return nil }"],
  [
    "yaml",
    "- name: install\n  ansible.builtin.shell: \"apt-get -y install {{ {n} }} && systemctl restart {n}\"\n  when: ansible_os_family == 'Debian'",
  ],
  ["toml", '[{n}]\nscript = { cmd = "pytest -q && echo ok" }\nversion = ">=1.{j},<2"'],
  ["terraform", 'resource "x_bucket" "{n}" {\n  name = "${var.env}-{n}"\n  count = var.on ? 1 : 0\n}'],
  [
    "sparql",
    'PREFIX f: <http://xmlns.com/foaf/0.1/>\nSELECT ?n WHERE { ?p f:name ?n . FILTER(?n != "{n}") } LIMIT {j}',
  ],
  ["cypher", "MATCH (u:User {name: '{n}'})-[:LIKES]->(p) WHERE p.price > {j} RETURN p ORDER BY p.name"],
  ["proto", "message {n} { repeated string tags = 1; oneof x { int32 a = 2; string b = 3; } }"],
  ["latex", "\\begin{equation} \\sum_{i=0}^{n} x_i \\cdot \\frac{1}{{j}} \\end{equation}"],
  ["tex", "\\newcommand{\\{n}}[1]{\\textbf{#1}} % {a}"],
  ["asm", "mov eax, [ebx+{j}]\njmp short .{n} ; loop"],
  ["http", 'POST /{n} HTTP/1.1\nHost: {h}\nContent-Type: application/json\n\n{"id": {i}}'],
];

/** A snippet in some language. */
export function snippet(random: Random): Snippet {
  if (random.chance(0.5)) return madeUpCode(random);
  const [language, code] = random.part(SNIPPETS);
  return { language, code: filled(random, code) };
}

/** Talk about made-up code, which stands for `@@`, and about a file, which stands for `%%`. */
const ABOUT_CODE = [
  "why does `@@` {v} the {n}? it's in %%",
  "@@ -- worked on my machine, see %%",
  "we {v} %% on each deploy, then run `@@`; is there a better way?",
  "%% is where the {n} lives, don't touch it!",
  "{p}: can you replace `@@` by something less {a}?",
  'got "{n} {v} failed" after @@ (in %%, line {j})',
  "> @@\nI'd {v} it as in %%",
  "error in %%:{j}: unexpected `@@`",
  "fix({n}): {v} %% before `@@`",
  "TL;DR: @@",
] as const;

/** A message of a developer, as in a chat or an issue. */
export function developerMessage(random: Random): string {
  if (random.chance(0.4)) {
    return filled(random, random.part(ABOUT_CODE)).replace("@@", codeLine(random)).replace("%%", filePath(random));
  }
  return filled(random, random.part(MESSAGES));
}
