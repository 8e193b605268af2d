import assert from "node:assert/strict";
import { inspect } from "../request/mod.ts";
import { findingsIn, pointsIn, rulesIn } from "../testing.ts";
import { sqli } from "./detect.ts";

/** Rule, then values in which it must fire at level 1. */
const HITS: readonly (readonly [rule: string, values: readonly string[]])[] = [
  ["sqli.tautology", [
    "' OR 1=1",
    "' OR '1'='1",
    '" or "a"="a',
    "') or ('x'='x",
    "x' or 'x' like 'x",
    "1 or 1=1",
    "-1)) or ((2=2",
    "1'or(1)=(1)",
    "' oR/**/1/**/=/**/1 -- ",
    "1 || 7*7=49",
    "' or 3 between 1 and 5 -- ",
    "' or true -- ",
    "' or 1#",
    "' or not 1=2 -- ",
    "1 or 5 sounds like 5",
    "' or null is null or 'x",
    "' or 1e0=1",
    "0 or 0x1=1",
    "' or '%' like '%",
    "1#x\nor 1=1",
    "1--x\nor 1=1",
    "' or x=x -- ",
    "select * from users where id = 1 or 1=1",
  ]],
  ["sqli.constant-condition", [
    "1 and 1=2",
    "1' and '1'='2",
    "1' AND 7*7=49 AND 0<1 -- ",
    '1") and 4<>5 and ("x"="x',
    "1 and(5)>(4)",
    "-5 or (3=4)*9",
    "1') where 6=6 and 7=8 -- ",
    "1 having 1=2",
    "' or '{\"a\":1}'::jsonb @> '{\"a\":2}'::jsonb -- ",
    "1 and json_depth('{}') != 2521",
    "1' and lower('A')=upper('b') and 'x'='x",
    "1 XOR 1=2",
    "' && '5'='6",
  ]],
  ["sqli.condition", [
    "' or name='root",
    "' or username like 'a%",
    "x' and email is not null and 'a'='a",
    "' or price > 0 or 'x'='",
    '" or role="admin',
    "') or owner_id in (1,2) or ('",
    "1 or name like '%'",
  ]],
  ["sqli.blind", [
    "1 and ascii(substring((select name from t limit 1),1,1))>64",
    "1' and length(database())>3 and '1'='1",
    "1 and (select count(*) from users)>0",
    "1 and substr(@@version,1,1)=5",
    "1' and ord(mid(password,1,1))>80 -- ",
    "1 and 3=(select 3 from pg_sleep(5))",
  ]],
  ["sqli.union", [
    "1 union select 1,2,3",
    "' UNION ALL SELECT null,null -- ",
    "-1) union select user,pass from users#",
    "1 UN/**/ION SEL/**/ECT 1,2",
    "1/*!50000UNION*//*!50000SELECT*/1,2",
    "1e0UNION SELECT 1,2",
    "1.union select 2,3",
    "1'union(select(1),2,(3))-- -",
    "0 union all table users",
    "0 union values row(1,2)",
    "1 union distinct select @@version",
    "x' union select * from users -- ",
    "1%0Aunion%0Aselect%0A1,2",
    "9 UnIoN sElEcT 'a','b'",
    "1 union select top 1 name,2 from users",
    "' union select concat(a,b),2 from t -- ",
    "1 union/**/select/**/1",
    "UNION SELECT 1,2,3 -- ",
    "1) union all select q'[x]',N'y' from dual -- ",
    "1 union select $$a$$,$t$b$t$",
    "1\u00a0union\u00a0select\u00a01,2",
  ]],
  ["sqli.stacked", [
    "7';rename table notes to old;#",
    "1; drop table users",
    "'; delete from users -- ",
    "1;insert into users values(1)",
    "'; update users set admin=1 where name='x",
    "x'); exec xp_cmdshell('dir') -- ",
    "1; truncate table logs",
    "1; declare @q varchar(99)",
    "'; shutdown -- ",
    "1;select pg_sleep(5)",
    "1); alter table users add x int -- ",
    "'; create user eve identified by 'x' -- ",
    "1; grant all on *.* to eve",
    "';copy t from program 'id' -- ",
    "1; attach database 'x.php' as x",
    "1; call sys_exec('id')",
    "1; exec(@q)",
    "1; if (1=1) waitfor delay '0:0:5'",
    "1; pragma table_info(users)",
    "1; merge into t using s",
    "' delete from users",
  ]],
  ["sqli.comment", ["admin'--", "admin' -- ", "admin'#", "admin'/*", "x')-- -", 'x"-- ', "');--", "o'; --"]],
  ["sqli.break-out", ["' limit 1 -- ", "' rlike 'x' #", "1) and x in (2) -- ", "' having 5 -- "]],
  ["sqli.splice", ["x'||'y", "A'-'B", "ad'+'min", "x'='x", "1'^'0"]],
  ["sqli.time", [
    "1 and sleep(5)",
    "sleep(5)",
    "' or sleep(0x5) -- ",
    "1;waitfor delay '0:0:5'--",
    "'||pg_sleep(5)--",
    "1 or benchmark(5000000,md5('x'))",
    "1 and get_lock('a',5)",
    "1 and dbms_pipe.receive_message('a',5)=1",
    "select sleep(5)",
    "1 AND (SELECT 5 FROM (SELECT(SLEEP(5)))x)",
    "1' waitfor delay '0:0:9' -- ",
  ]],
  ["sqli.heavy-query", [
    "1 and 5=like('abc',upper(hex(randomblob(500000000/2))))",
    "1 or 1 in (select count(*) from generate_series(1,5000000))",
  ]],
  ["sqli.error", [
    "1 and extractvalue(1,concat(0x5c,version()))",
    "' and updatexml(1,concat(0x2e,user()),1) -- ",
    "1 and 1=utl_inaddr.get_host_address((select user from dual))",
    "1 or gtid_subset(concat(0x7e,version()),1)",
    "1 and 5=ctxsys.drithsx.sn(5,(select 1 from dual))",
  ]],
  ["sqli.conditional", [
    "if(1=1,sleep(5),0)",
    "1 and elt(3=3,7)",
    "1 or make_set(4=5,9)",
    "(case when (1=1) then 1 else 0 end)",
    "iif(5=6,1,1/0)",
    "1,(select case 5 when 5 then 1 else 0 end)",
  ]],
  ["sqli.subquery", [
    "1-(select 5)",
    "1,(select password from users)",
    "'+(select 'x' where 5=5)+'",
    "(select password from users)",
    "' or exists(select 1 from users) and '1'='1",
  ]],
  ["sqli.order-by", ["1 order by 10", "' order by 3 -- ", "order by 20-- ", "1) group by 2 -- "]],
  ["sqli.file", [
    "1337) INTO OUTFILE 'x' --",
    "1 union select load_file('/etc/passwd')",
    "1 into dumpfile '/tmp/x'",
    "1 and load_extension('x.so')",
    "1 and lo_import('/etc/passwd')",
  ]],
  ["sqli.procedure", [
    "1; exec master..xp_dirtree '//x/y'",
    "1 procedure analyse(1,1)",
    "'||utl_http.request('http://x')||'",
    "exec xp_cmdshell 'dir'",
  ]],
  ["sqli.schema", [
    "1 union select table_name,2 from information_schema.tables",
    "select name from sqlite_master",
    "1 and 5=(select count(*) from sysusers as a,sysusers as b)",
    "' and exists(select 1 from all_tables) -- ",
    "select user from sysibm.sysdummy1",
    "1 union select user_name from system_users",
    "1 union select banner from v$version",
    "1 union select 1 from `information_schema`.`tables`",
  ]],
  ["sqli.fingerprint", ["1 and @@version like 'M%'", "select version()", "select @@version", "1-version()"]],
  ["sqli.string-building", [
    "1 and char(65)+char(66)='AB'",
    "' or chr(65)||chr(66)='AB",
    "1 or concat(0x7e,name)=1",
    "1 or char(97,98,99)='abc'",
  ]],
];

/** Rule, level, value: what waits at a higher level. */
const HIGHER: readonly (readonly [rule: string, level: 2 | 3, value: string])[] = [
  ["sqli.statement", 3, "SELECT name FROM products WHERE price < 10"],
  ["sqli.statement", 3, "DELETE FROM orders WHERE id = 5"],
  ["sqli.number-condition", 2, "1 or id>5"],
  ["sqli.number-condition", 2, "2>1 && 1<2"],
  ["sqli.arithmetic", 2, "1*56"],
  ["sqli.function", 2, "substr(name)"],
  ["sqli.quote", 3, "'"],
];

Deno.test("sqli finds each rule's attacks at level 1", () => {
  let cases = 0;
  for (const [rule, values] of HITS) {
    for (const value of values) {
      assert.ok(rulesIn(sqli, value).includes(rule), `${rule} in ${JSON.stringify(value)}: ${rulesIn(sqli, value)}`);
      assert.equal(pointsIn(sqli, value), 5, value);
      cases++;
    }
  }
  assert.ok(cases >= 160, String(cases));
});

Deno.test("sqli keeps doubtful rules for higher levels", () => {
  for (const [rule, level, value] of HIGHER) {
    assert.deepEqual(rulesIn(sqli, value, 1), [], value);
    assert.ok(rulesIn(sqli, value, level).includes(rule), `${rule} in ${value}`);
  }
  assert.equal(HIGHER.length, 7);
});

Deno.test("sqli reads what stands in the bracket of a name", () => {
  const name = encodeURIComponent("ids[0 ;update members set role = 'owner' where nr = 7;# ]");
  const found = (query: string) => sqli.detect(inspect({ method: "GET", path: "/", query, headers: [] }));
  assert.ok(found(`${name}=x`).some(({ rule, level }) => rule === "sqli.stacked" && level === 1));
  assert.deepEqual(found("ids%5B0%5D=x&filter%5Ba%3Bb%5D=1"), []);
});

Deno.test("sqli marks the tokens that decided", () => {
  const [finding] = findingsIn(sqli, "kim' union select 1,2 -- ");
  assert.equal(finding?.evidence?.text, "union select 1,2");
  const [tautology] = findingsIn(sqli, "5 or 2=2");
  assert.equal(tautology?.evidence?.text, "or 2=2");
});
