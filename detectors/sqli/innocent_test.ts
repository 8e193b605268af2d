import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import { findingsIn } from "../testing.ts";
import { sqli } from "./detect.ts";

/** One value a line: prose, names, code, filters. None is an attack at level 1. */
const INNOCENT = `
O'Brien
brb; exec meeting in ten minutes
She said "or 5 = 5?" and laughed; it's a joke about logic
The exam asked: 'union of sets or 3=3?', no one knew
Conan O'Brien and Sinéad O'Connor
D'Angelo, or D'Arcy
rock 'n' roll or jazz
Rock'n'Roll
the dogs' and cats' dinner
it's 5 o'clock or later, isn't it?
5'10" tall, 34" waist
6' or 7' boards, 2" x 4"
size 5' or 6' #sale
80% cotton and 20% wool
please select a table from the union cafe and join us at 7
The trade union select committee meets on Monday
student union: select your seat, then update your profile
union select
Western Union, select branch
drop me a line from Paris
Drop the table off at the office
Truncate the beard; alter the suit; grant me a wish
Call me; update me when you can; delete from your list
select all from the list and delete
Select * if you agree
order by phone or group by size
Can you group by size and order by 5 pm?
1 or 2
1 or 2 and 3 or 4
either 1 or 2 = fine
having fun, having 2 kids
where is the table?
where 1 meets 2
like 10 or 20
in or out
is null a valid name? Jennifer Null
null and void
true or false
yes and/or no
to be or not to be
as if
end of line --
--verbose --level=3
-- signed, the team
Dear team -- the demo is at 5 -- see you
# heading
#1 fan
item #42; table 5
C# and F# or VB
C++ & C#; R&D
issue #1 or #2
a--b
foo -- bar
10--12
1--
well... -- ok
"quoted" and "quoted again"
"foo" OR "bar"
"foo bar" AND title:"x"
title:"x" AND (a OR b)
author:"O'Neil" AND year:[1990 TO 2000]
is:open author:x label:"help wanted" -label:wontfix
status = "open" AND assignee = "kim" ORDER BY created DESC
project = WEB AND status in (Open, "In Progress") ORDER BY priority
price gt 5 and (name eq 'x' or a=b)
price gt 74 and contains(name,'ann')
(name eq 'x' or a=b) and price lt 3
startswith(name,'A') eq true and length(name) gt 3
name eq 'O''Neil' or name eq 'O''Brien'
year(BirthDate) gt 1990 and month(BirthDate) le 6
category=books and price<20 or stock>0
price:>95 AND brand:"acme"
created>2024-01-01 and (type=a or type=b)
filter(x => x.a === 'b' || x.c === 'd')
if (a == 'x' || b == 'y') { return c; }
x = 1; y = 2; z = x && y
2>1 && 1<2
Is 1 < 2 && 2 > 1?
a || b && c
>=1.2.3 <2.0.0 || >=3.0.0
^1.0.0 || ^2.0.0
python_version >= "3.8" and sys_platform == "linux"
f(x) = x^2 + 2*x + 1; f'(x) = 2x + 2
(1+2)*3
1/2 + 3/4
3-2-1
version() 2 of the database() docs
system() call in C; exec() family
time.sleep(5) blocks the thread
await sleep(100)
use sleep(3) from unistd.h
print("hello"); print('world')
SELECT is a keyword in SQL
How do I write SELECT * FROM users WHERE name = 'x' AND age > 5 in an ORM?
What does "INSERT INTO t VALUES (1)" return?
In PostgreSQL you can SELECT now() and in MySQL SELECT sysdate()
The query SELECT id FROM a UNION SELECT id FROM b removes duplicates
SELECT name FROM products WHERE price < 10
SELECT a FROM b UNION ALL SELECT c FROM d ORDER BY a
select 'and'
UPDATE users SET name = 'Kim' WHERE id = 5
INSERT INTO t (a, b) VALUES ('x', 'y')
Using fixtures ------------
Tradeoffs and how to switch." ---
The alter table dialog also includes a "Drop table" button.
He typed: "; then ' and finally --
Use ' and " for quoting
use '-' as separator
split on '|' or ','
the ' character
'quoted'
'a','b','c'
"a","b","c"
a;b;c
'); // end of call
key='value'; other='thing'
<a href='x' title="y">z</a>
{"a": "b", "or": [1, 2]}
{{ user.name }} or {{ user.email }}
query { user(id: 5) { name orders(first: 3) { id } } }
mutation { update(input: {id: 1, name: "x"}) { id } }
https://example.com/?a=1&b=2#or
https://example.com/search?q='x'&sort=1
select%20from
100% or nothing
a=1&b=2&&c=3
C:\\Users\\Anna\\union.txt
user@example.com; other@example.com
@kim and @lee, see #12
@media (min-width: 5px) and (max-width: 9px)
$5 or $10
=SUM(A1:A5)+MAX(B1,B2)
=IF(A1>5,"yes","no")
*/5 * * * 1-5
0 9 * * mon-fri
(see appendix) or ask
(a) and (b)
[x] done or [ ] todo
rows 1,2 or 3,4
Chapter 1: having a say -- or not
sys.stdout and os.path
information about schema design
my user_tables notes
exec summary; shutdown procedure
declare victory; begin again
Grant and Lee; Drop and Update
waitfor it
benchmark (5 runs) and sleep (8 hours)
concat(a, b) joins strings
count(*) is slow
like '%' in my discount code
~?-nida,\`##~
<)""*gentepema}'#@.
_-"*+vigilor*>"
TL;DR: BEGIN; DELETE FROM lamps; INSERT INTO halls VALUES (7); COMMIT;
> DROP TABLE IF EXISTS lamps; DROP INDEX lamp_hall; -- worked on my machine
order['kind'] == null && lamp in ['oil','gas'] && hall >= 'north wing'
order >= 'ab12' && len(hall_summary) == 1.8
union matches /^lamp-\\d+$/i && query ~= '*style*'
select night from system_lamps where lamp = 'oil'
`.trim().split("\n");

Deno.test("sqli leaves innocent values alone at level 1", () => {
  for (const value of INNOCENT) {
    const findings = findingsIn(sqli, value);
    assert.deepEqual(findings.map((finding) => `${finding.rule}: ${finding.evidence?.text}`), [], value);
  }
  assert.ok(INNOCENT.length >= 140, String(INNOCENT.length));
});

Deno.test("sqli leaves a query alone in the field that carries one", () => {
  const rows = [
    ["sql", "select name from sqlite_master where type='table'"],
    ["sql", "select 1; select 2"],
    ["$filter", "price gt 5 and 1 eq 1"],
    ["filter", "a=1 and length(b)>3"],
    ["jql", "project = X and status = Open order by 1"],
  ] as const;
  for (const [name, value] of rows) {
    const query = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
    const request = inspect({ method: "GET", path: "/x", query, headers: [] });
    assert.deepEqual(sqli.detect(request).filter((finding) => finding.level === 1), [], value);
  }
  assert.equal(rows.length, 5);
});

Deno.test("sqli still sees a break-out in a field that carries a query", () => {
  const query = `filter=${encodeURIComponent("x' or '1'='1")}`;
  const request = inspect({ method: "GET", path: "/x", query, headers: [] });
  assert.ok(sqli.detect(request).some((finding) => finding.rule === "sqli.tautology"));
});
