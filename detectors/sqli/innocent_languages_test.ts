import assert from "node:assert/strict";
import { findingsIn } from "../testing.ts";
import { sqli } from "./detect.ts";

/** Query languages, formulas, program text and messages that share words and signs with SQL, one value a line. */
const INNOCENT = `
name=="x";age=gt=5,city==Paris
(genres=in=(sci-fi,action) and genres=out=(romance,animated)) or director=='Que*Tarantino'
$filter=Price le 200 and Price gt 3.5 or not endswith(Description,'milk')
substringof('Alfreds', CompanyName) eq true
concat(concat(City, ', '), Country) eq 'Berlin, Germany'
Address/City eq 'Redmond' and Tags/any(t: t eq 'x')
startswith(displayName,'a') or startswith(givenName,'b')
year(created) eq 2020 and month(created) eq 5
status:200 and (method:GET or method:POST)
sum(rate(http_requests_total{job="api"}[5m])) by (le) > 0.5 or vector(1)
{app="web"} |= "error" | json | status >= 500
histogram_quantile(0.95, sum(rate(x_bucket[5m])) by (le))
request.path == "/x" && size(request.items) > 1 || user.role in ["admin", "dev"]
.items[] | select(.price > 10 and .name == "x") | {name, price}
$.store.book[?(@.price < 10 && @.category == 'fiction')].title
status='open' and total > 5
status = 'open' AND (priority = 1 OR priority = 2) ORDER BY created DESC
created >= startOfDay(-1d) and reporter = currentUser() order by created
project in (A, B) AND text ~ "foo bar" AND labels is not EMPTY
AND({Status}='Done', OR({A}=1,{B}=2))
IF(AND(A1>5,B1<3),"yes","no")
=VLOOKUP(A1,Sheet2!A:B,2,FALSE)
=IF(OR(A1="x",B2="y"),CONCATENATE(A1,"-",B2),"")
=SUMIF(A:A,">5")+COUNTIF(B:B,"x")
=IFERROR(INDEX(A:A,MATCH("x",B:B,0)),"none")
ga:country==US;ga:browser=~^Firefox
status:'active' AND metadata['order']:'6735'
@http.status_code:[400 TO 499] AND service:web
resource.type="gce_instance" AND severity>=ERROR
fields @timestamp, @message | filter @message like /ERROR/ | sort @timestamp desc | limit 20
index=main sourcetype=access | stats count by host | where count > 5
where: {_and: [{age: {_gt: 18}}, {name: {_eq: "x"}}]}
query { search(text: "one or two", first: 5) { id } }
{ user(name: "O'Neil") { id } }
select=id,name&or=(age.lt.18,age.gt.21)&order=id.desc
people[?age > \`20\`].[name, age]
is:unresolved user.email:a@b.c !has:release level:error or level:fatal
label:"good first issue" -author:app/dependabot created:>2020-01-01
from:kim to:lee subject:"or not" has:attachment
"machine learning" OR "deep learning" NOT survey
title:(quick OR brown) AND date:[2020-01-01 TO 2020-12-31]
a AND b OR (c AND NOT d)
foo~2 bar^4 "baz qux"~10 +must -not
price:[10 TO 20] AND -discontinued:true
x > 5 ? "a" : "b"
1 < x && x < 10
{{#if (and a b)}}x{{/if}}
\${price * 1.2} or \${total}
SELECT Id, Name FROM Account WHERE Name LIKE 'A%' ORDER BY Name LIMIT 10
SELECT COUNT(*) FROM orders WHERE status = 'open'
SELECT a.id, b.name FROM a LEFT JOIN b ON a.id = b.a_id WHERE a.x IN (1,2,3) GROUP BY a.id HAVING COUNT(*) > 1
WITH t AS (SELECT 1 AS x) SELECT * FROM t
select * from c where c.id = "5" and c.type = "x"
MATCH (n:Person)-[:KNOWS]->(m) WHERE n.name = 'Kim' RETURN m
g.V().has('name','x').out('knows').values('age')
SELECT ?s WHERE { ?s a foaf:Person . FILTER(?age > 5) }
from(bucket:"x") |> range(start:-1h) |> filter(fn:(r) => r._measurement == "cpu")
StormEvents | where State == "FLORIDA" and EventId > 5 | summarize count() by State
vendor = "x" and version >= 2 or beta = true
(a = 1 or b = 2) and c = 3
user.age >= 18 and user.country in ('US','CA')
not (a = 'x') and b is null
tag in ("a","b") and count > 0
length(name) > 3 and lower(name) = 'kim'
coalesce(a, b) = 'x'
if(a > 1, 'x', 'y')
case when a > 1 then 'x' else 'y' end
now() - interval '1 day' < created_at
date_trunc('day', created_at) = '2020-01-01'
count(id) > 5 and sum(total) < 100
qty * price - 5
(x + y) / 2 * 100
round(price * 1.19, 2)
sort=-created_at,+name
order by name, created desc
group by region having total > 5
top 10 by revenue
user_id=5 or user_id=6
id in (1,2,3)
id = 5 or id = 6 or id = 7
name = "O'Neil" or name = "D'Arcy"
name like '%kim%' or email like '%kim%'
active=true and deleted=false
true and not false
a is null or b is not null
5 > 3 and 2 < 4
x between 1 and 5
created between '2020-01-01' and '2020-12-31'
GET /a HTTP/1.1
2020-01-01T00:00:00Z--2020-12-31T00:00:00Z
P1Y2M10DT2H30M
1=Monday;2=Tuesday;3=Wednesday
key1=value1;key2=value2;select=all
width=100;height=200;order=asc
font-family: 'Open Sans', "Helvetica Neue", sans-serif; color: #fff; /* note */
.a > .b + .c ~ .d:not(.e):nth-child(2n+1)
color:#fff;background:url('x.png')
#main .item, #side > a[href^='http']
'Courier New', monospace
@@ -1,5 +1,6 @@
--- a/file.txt
-- 
- item 1 -- done; - item 2
<!-- comment --> text
a <b> c </b> -- d
%Y-%m-%d %H:%M:%S
%s or %d
INFO [main] com.example.App - Started in 2.5 seconds; user='kim' or 'lee'
ERROR: syntax error at or near "select" LINE 1
java.sql.SQLException: ORA-00942: table or view does not exist; nested exception
You have an error in your SQL syntax; check the manual near '' at line 1
Error: near "FROM": syntax error in SELECT * FROM
ALTER TABLE orders ADD COLUMN total int
CREATE INDEX idx ON t (a, b)
He said "drop table" and left
Let's union the two selects, then order by date
It's 1' by 2' or so; isn't it?
don't; won't; can't -- or shan't
'twas the night; 'twas dark
the '90s and '80s or '70s
y'all and ma'am; o'clock or so
6'2" and 180lbs; or 5'11"
#hashtag and #another or #third
john's; drop off at mary's
kids' menu; adults' menu
O'Reilly; update address
the boss's idea -- "brilliant"
'--' is a dash
"--" 
the 'or' operator and the 'and' operator
'or'
"and"
'x' and 'y' or 'z'
"a" or "b"
'a'='b'
a='b' c='d'
title='x' class="y" data-z='1'
alt='' or alt=""
value="" or value=''
print('a' + 'b'); print("c")
s = 'x' + y + 'z'
x = 'a' || 'b'
'a' || 'b'
\`a\` or \`b\`
\`select\` and \`from\`
use \`order by 1\` here
run \`select 1\` and \`select 2\`
npm run build && npm test || exit 1
git commit -m "fix: don't crash" && git push
docker run -e A='x' -e B="y" image -- --flag
echo 'it''s' or "it's"
if [ "$a" = "b" ] || [ "$c" = 'd' ]; then exec x; fi
for (var i = 0; i < 10; i++) { if (i == 5 || i == 6) break; }
while (1) { sleep(1); }
setTimeout(() => sleep(5), 100); sleep(10)
if (1 == 1) { return true; }
x == 1 || y == 1 && z != 2
assert 1 + 1 == 2 and 2 + 2 == 4
1 + 1 = 2
2+2=4 and 3+3=6
1=1
0 or 1
1 and 0
true or true
null or undefined
yes; no; maybe; select one
insert coin; insert into slot
delete from list; drop from cart
update cart set to 5
grant access to kim; revoke later
shutdown; restart
begin; end
call mom; call dad()
exec; run; stop
truncate; pad
declare x; set y
`.trim().split("\n");

Deno.test("sqli leaves other query languages and program text alone at level 1", () => {
  for (const value of INNOCENT) {
    const findings = findingsIn(sqli, value);
    assert.deepEqual(findings.map((finding) => `${finding.rule}: ${finding.evidence?.text}`), [], value);
  }
  assert.ok(INNOCENT.length >= 170, String(INNOCENT.length));
});
