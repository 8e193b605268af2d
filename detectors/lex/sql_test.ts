import assert from "node:assert/strict";
import { lexSql } from "./sql.ts";
import { Sql } from "./sql_token.ts";
import { readCondition } from "./sql_value.ts";

const NAMES = Object.keys(Sql);

/** Tokens as `kind:word`, bare context. */
function lex(text: string): string {
  return lexSql(text, text.toLowerCase(), 0, false).tokens.map((token) => `${NAMES[token.kind]}:${token.word}`).join(
    " ",
  );
}

/** Faults of the whole text; `'` in front: behind a closed quote. */
function faults(text: string): number {
  const quoted = text.startsWith("'");
  return lexSql(text, text.toLowerCase(), quoted ? 1 : 0, quoted).tokens.at(-1)?.faults ?? 0;
}

function truth(text: string): boolean | undefined {
  return readCondition(lexSql(text, text.toLowerCase(), 0, false).tokens, 0).truth;
}

Deno.test("lexSql() reads the strings, numbers and names of every dialect", () => {
  const rows: readonly (readonly [text: string, tokens: string])[] = [
    ["'a''b'", "string:a''b"],
    ["'a\\'b'", "string:a\\'b"],
    ["'open", "string:open"],
    ['"a"', "string:a"],
    ["N'a'", "string:a"],
    ["x'41'", "string:41"],
    ["_utf8'a'", "string:a"],
    ["q'[it's]'", "string:it's"],
    ["$$a$$", "string:a"],
    ["$t$a$t$", "string:a"],
    ["$1", "variable:$1"],
    ["`a`.`b`", "word:a.`b`"],
    ["[my name]", "word:my name"],
    ["sys.all_tables", "word:sys.all_tables"],
    ["master..sysdatabases", "word:master..sysdatabases"],
    ["v$version", "word:v$version"],
    ["@@version", "variable:@@version"],
    ["@x := 1", "variable:@x compare::= number:1"],
    ["0x4142", "number:0x4142"],
    ["1e0union", "number:1e0 clause:union"],
    ["1.union", "number:1. clause:union"],
    ["1or 1", "number:1 logic:or number:1"],
    ["1dunion", "number:1 clause:union"],
    ["46630334l", "word:46630334l"],
    ["1.e(a)", "open:( word:a close:)"],
    [".5", "number:.5"],
    ["127.0.0.1", "number:127.0.0.1"],
    ["a::int", "word:a cast::: word:int"],
    ["a->>'b'", "word:a arithmetic:->> string:b"],
    ["a<=>b", "word:a compare:<=> word:b"],
    ["a||b&&c", "word:a logic:|| word:b logic:&& word:c"],
  ];
  for (const [text, tokens] of rows) assert.equal(lex(text), tokens, text);
  assert.equal(rows.length, 31);
});

Deno.test("lexSql() reads comments as spaces, as code, or as what hides the rest", () => {
  const rows: readonly (readonly [text: string, tokens: string])[] = [
    ["1/**/or/*x*/2", "number:1 logic:or number:2"],
    ["1/*!50000or*/2", "number:1 logic:or number:2"],
    ["un/**/ion", "clause:union"],
    ["1#x\nor 2", "number:1 logic:or number:2"],
    ["1--x\nor 2", "number:1 logic:or number:2"],
    ["1 -- x\nor 2", "number:1 logic:or number:2"],
    ["1 -- x", "number:1 comment:x"],
    ["1#x", "number:1 comment:x"],
    ["1/*x", "number:1 comment:x"],
    ["1--2", "number:1 comment:2 number:2"],
    ["sleep/**/(1)", "word:sleep open:( number:1 close:)"],
    ["1+union+select+2", "number:1 clause:union verb:select number:2"],
    ["1+2", "number:1 arithmetic:+ number:2"],
  ];
  for (const [text, tokens] of rows) assert.equal(lex(text), tokens, text);
  assert.equal(rows.length, 13);
});

Deno.test("lexSql() counts no fault in SQL", () => {
  const rows = [
    "1 or 1=1",
    "select a, count(*) from t where b in (1,2) and not c group by a having count(*) > 1 order by a desc limit 5",
    "1 union all select null,null from t",
    "case when a=1 then 'x' else 'y' end",
    "1 and (select 1 from (select 2) x) is not null",
    "a between 1 and 2 or b not like 'x'",
    "insert into t values (1, -2)",
    "' or 'a'='a",
    "') union select 1 -- ",
  ];
  for (const text of rows) assert.equal(faults(text), 0, text);
  assert.equal(rows.length, 9);
});

Deno.test("lexSql() counts faults in prose", () => {
  const rows = [
    "it is what it is said the man",
    "'Brien and sons",
    "please select a table from the union cafe",
    "5 apples",
    "the quick brown fox",
    "'s a nice day",
    "call me when you can",
    "and or maybe",
  ];
  for (const text of rows) assert.ok(faults(text) > 0, text);
  assert.equal(rows.length, 8);
});

Deno.test("readCondition() evaluates constants", () => {
  const rows: readonly (readonly [text: string, truth: boolean | undefined])[] = [
    ["1=1", true],
    ["1=2", false],
    ["not 1=2", true],
    ["7*7=49", true],
    ["'a'='a", true],
    ["'a'<>'a'", false],
    ["2 between 1 and 3", true],
    ["5 between 1 and 3", false],
    ["null is null", true],
    ["1 is not null", true],
    ["(1=1)", true],
    ["true", true],
    ["0", false],
    ["-1 < 0", true],
    ["'1'=1", true],
    ["'a' like '%'", true],
    ["x=x", true],
    ["a=1", undefined],
    ["'a'=0", undefined],
    ["1/0=1", false],
  ];
  for (const [text, expected] of rows) assert.equal(truth(text), expected, text);
  assert.equal(rows.length, 20);
});
