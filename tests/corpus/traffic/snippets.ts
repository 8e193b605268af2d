/**
 * Code that developers paste into Markdown, chats, tickets and editors. Each language has templates with slots.
 * @module
 */
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
];

/** A snippet in some language. */
export function snippet(random: Random): Snippet {
  const [language, code] = random.part(SNIPPETS);
  return { language, code: filled(random, code) };
}

const QUESTIONS = [
  "How do I escape a single quote in SQL? I have WHERE name = 'O'Brien' and it breaks.",
  "Is `rm -rf node_modules && npm i` still the way to go in {j}?",
  "try `cat /etc/hosts` and see whether {h} is in there",
  "curl -X POST http://localhost:{k}/{n} -d '{\"id\": {i}}' gives me a 500, any idea?",
  "{{ {n}.title }} isn't rendered in my template, I only see {{ }}",
  "`../../{n}` resolves one directory too high, should be ../{n}",
  "chmod 777 /var/www is *never* the answer; chown www-data:www-data instead",
  "In JS `[] + {}` is '[object Object]' but `{} + []` is 0 ¯\\_(ツ)_/¯",
  "DROP TABLE students; -- haha, little Bobby Tables strikes again",
  "LEFT JOIN vs INNER JOIN: select a.id, b.id from a left join b on a.id = b.{n}_id where b.id is null",
  "ssh -L {k}:localhost:5432 deploy@{h} then psql -h 127.0.0.1 -c 'select 1'",
  "Mongo: db.{n}s.find({ $where: 'this.a > this.b' }) is slow, use $expr: { $gt: ['$a', '$b'] }",
  "my .htaccess: RewriteRule ^(.*)$ index.php?q=$1 [L,QSA]",
  "C:\\Windows\\System32\\drivers\\etc\\hosts is where it lives on Windows; on Linux /etc/hosts",
  "if (x == null || y === undefined) return; // {a}",
  "awk -F: '{print $1}' /etc/passwd | sort | head -{j} lists the users",
  "`git log --oneline | wc -l; git diff HEAD~{j} -- {n}/` shows what changed",
  "EXEC sp_who2 shows the sessions; then KILL {j} and WAITFOR DELAY isn't needed",
  "PATH=$PATH:/usr/local/bin; export PATH -- add that to ~/.bashrc",
  "set NODE_OPTIONS=--max-old-space-size={i} & npm start (cmd.exe), `;` doesn't work there",
  'XML: <!ENTITY copy "&#169;"> is fine, external ones (SYSTEM) are disabled in our parser',
  "sleep({j}) in the test is flaky, wait for the event: `await once({n}, 'done')`",
] as const;

/** A message of a developer, as in a chat or an issue. */
export function developerMessage(random: Random): string {
  return filled(random, random.part(QUESTIONS));
}
