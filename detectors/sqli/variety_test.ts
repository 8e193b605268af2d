import assert from "node:assert/strict";
import { pointsIn } from "../testing.ts";
import { sqli } from "./detect.ts";

/** What scanners and people send, in many dialects and places of a query, one value a line. */
const ATTACKS = String.raw`
' AND (SELECT 1 FROM(SELECT SLEEP(6))A)-- -
extractvalue(1,concat(char(126),md5(999)))
id,(select password from users limit 1)
(2329=4209)*1
1 and 1=1 union all select 1,md5(999999),3--
updatexml(1,concat(0x7e,md5(999),0x7e),1)
'+(select*from(select(sleep(6)))a)+'
(select(0)from(select(sleep(6)))v)
(select(0)from(select(sleep(6)))v)/*'+(select(0)from(select(sleep(6)))v)+'"+(select(0)from(select(sleep(6)))v)+"*/
-1 OR 3*2*1=6 AND 000159=000159 --
-1' OR 3*2*1=6 AND 000159=000159 or 'a'='
0'XOR(if(now()=sysdate(),sleep(15),0))XOR'Z
0"XOR(if(now()=sysdate(),sleep(15),0))XOR"Z
if(now()=sysdate(),sleep(15),0)
1 waitfor delay '0:0:15' -- 
*/sleep(6)/*
")) or sleep(5)="
'||DBMS_PIPE.RECEIVE_MESSAGE(CHR(98)||CHR(98),15)||'
name,(select*from(select(sleep(6)))a)
id,extractvalue(1,concat(0x7e,user()))
id and sleep(5)
(CASE WHEN (1=1) THEN SLEEP(5) ELSE 1 END)
1,if(1=1,sleep(5),1)
1 AND (SELECT 42 FROM (SELECT(SLEEP(6)))b)
1) AND (SELECT 4567 FROM (SELECT(SLEEP(5)))abcd) AND (1=1
1 UNION SELECT NULL,CONCAT(0x71,IFNULL(CAST(user_login AS NCHAR),0x20)) FROM wp_users-- wXyW
' UNION SELECT md5(1)#
-1 union select 1,2,group_concat(table_name) from information_schema.tables where table_schema=database()--+
1 procedure analyse(extractvalue(rand(),concat(0x3a,version())),1)
admin' and substr(password,1,1)='a' -- 
test'; INSERT INTO users VALUES ('a','b'); --
' || (SELECT '' FROM users WHERE ROWNUM=1) || '
' || (SELECT CASE WHEN (1=1) THEN TO_CHAR(1/0) ELSE '' END FROM dual) || '
' AND 1=CAST((SELECT username FROM users LIMIT 1) AS int)--
TrackingId=x'||pg_sleep(10)--
x'%3BSELECT+CASE+WHEN+(1=1)+THEN+pg_sleep(10)+ELSE+pg_sleep(0)+END--
' UNION SELECT EXTRACTVALUE(xmltype('<?xml version="1.0"?><!DOCTYPE root [<!ENTITY % r SYSTEM "http://x/">%r;]>'),'/l') FROM dual--
1' AND (SELECT SUBSTRING(password,1,1) FROM users WHERE username='administrator')='a
1/**/and/**/(select(1)from(select(sleep(3)))x)
1%20and%201%3D2%20union%20select%201%2C2%2C3
1'/**/union/**/select/**/1,2,user()/**/--/**/
1' or 'unusual' = 'unusual
admin'/**/or/**/1=1#
' or 2 > 1 or ''='
' OR 'x'='x' LIMIT 1 OFFSET 1 -- 
\' OR 1=1 -- 
1 AND if((ascii(lower(substring((select user()),1,1))))=97,1,sleep(5))
-1' UNION SELECT 1,load_file('/etc/passwd'),3-- -
1 into outfile '/var/www/s.php' lines terminated by 0x3c3f
1;exec master..xp_cmdshell 'ping x'--
1; EXEC('xp_' + 'cmdshell ''dir''')
'; exec sp_executesql N'select 1' --
1 limit 1,1 procedure analyse(1)
1 AND JSON_EXTRACT('{"a":1}','$.a')=1
1 and (1,2)=(1,2)
1 and 1 in (1)
1' and 1 ~ '1
1 || (select 1)
1 | (select sleep(5))
1 ^ (select 1)
1*(select(1)from(select sleep(3))a)
1-if(1=1,sleep(2),0)
1 div (select 1)
~(select*from(select sleep(2))a)
1' rlike '1
1' is not null -- 
1' between '0' and '2
1' in ('1') -- 
1 and exists(select * from users)
1 and not exists(select 1)
1 and row(1,1)>(select count(*),concat(version(),floor(rand(0)*2))x from information_schema.tables group by x)
'+convert(int,@@version)+'
1 and 1=convert(int,(select top 1 name from sysobjects))
';begin dbms_lock.sleep(5); end;--
1 or 1 group by 1
1' group by users.id having 1=1--
1 order by 1 desc
id desc, (select sleep(5))
price asc; drop table x
1' and hex(substr((select name from sqlite_master limit 1),1,1))>hex('a') -- 
1 and randomblob(1000000000)
1 and 1=like('a',upper(hex(randomblob(100000000/2))))
1 union select sql from sqlite_master
1 union select group_concat(name) from pragma_table_info('users')
1 union values(1,2)
1' union select 1,2,3 into @a,@b,@c -- 
1 except select 1
1 intersect select 1
1 minus select 1 from dual
1 or 1=1 for update
1' or (select 1)=1 and '1
a' or true and 'a' like 'a
a' or not false -- 
1 and char_length(user)>0
1 and length(user())>0
1' and user() like 'root%
1 and current_user='postgres'
1 and sys_context('userenv','isdba')='TRUE'
' or '1
' or 1 -- 
' or id=1 -- 
' or id>0#
'=0--+
' or 1/*
'-0||'
'*1*'
'^0#
' and 0=1 union select 'admin','81dc9bdb52d04dc20036dbd8313ed055
' having 1=1-- 
' group by 1 having 1=1--
query { user(id: "1 UNION SELECT password FROM users--") { name } }
mutation { add(name: "a", id: "1 or 1=1") { ok } }
127.0.0.1 and sleep(5)
https://example.com/?id=1 union select 1,2,3 from users
Mozilla/5.0' or 1=1 -- 
admin' or '1'='1'({
{"a":"1' or '1'='1"}
`.trim().split("\n");

Deno.test("sqli catches what scanners and people send", () => {
  for (const value of ATTACKS) assert.equal(pointsIn(sqli, value), 5, value);
  assert.ok(ATTACKS.length >= 105, String(ATTACKS.length));
});
