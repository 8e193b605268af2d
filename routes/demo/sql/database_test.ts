import assert from "node:assert/strict";
import { SEED } from "../seed.ts";
import { Database } from "./database.ts";
import { openSqlite } from "./engine.ts";

const sqlite = await openSqlite();
const clock = () => performance.now();

/** Runs a text in a fresh database, and again where the machine was too busy to say how long it takes. */
function run(sql: string, stacked = false) {
  let result = runOnce(sql, stacked);
  for (let tries = 1; result.took >= 250 && tries < 5; tries++) result = runOnce(sql, stacked);
  return result;
}

function runOnce(sql: string, stacked: boolean) {
  const database = new Database(sqlite, SEED, clock);
  try {
    const started = clock();
    const result = database.run(sql, { stacked });
    return { ...result, took: clock() - started };
  } finally {
    database.close();
  }
}

Deno.test("Database() is filled from the seed", () => {
  assert.equal(run("SELECT * FROM users").rows.length, 8);
  assert.equal(run("SELECT name FROM users WHERE id = 3").rows[0]?.name, "bob");
});

Deno.test("run() binds parameters", () => {
  const database = new Database(sqlite, SEED, clock);
  const { rows } = database.run("SELECT ? AS a, ? AS b, ? AS c, ? AS d", { params: ["it's\0", 7, 1.5, null] });
  assert.deepEqual({ ...rows[0] }, { a: "it's\0", b: 7, c: 1.5, d: null });
  database.close();
});

Deno.test("run() runs the first statement only, and every one when stacked", () => {
  const sql = "SELECT 1 AS one; DELETE FROM orders; SELECT count(*) AS n FROM orders -- end";
  assert.equal(run(sql).statements.length, 1);
  const { statements, changes } = run(sql, true);
  assert.deepEqual(statements.map(({ sql }) => sql), [
    "SELECT 1 AS one;",
    "DELETE FROM orders;",
    "SELECT count(*) AS n FROM orders -- end",
  ]);
  assert.equal(statements[2]?.rows[0]?.n, 0);
  assert.equal(changes, 8);
});

Deno.test("run() reads the text up to the first NUL, as C does", () => {
  assert.equal(run("SELECT 1 AS a\0 garbage").statements[0]?.sql, "SELECT 1 AS a");
});

Deno.test("run() lets an injection read, write and drop what belongs to the room", () => {
  const allowed = [
    "SELECT name FROM users UNION SELECT sql FROM sqlite_master",
    "SELECT group_concat(name || ':' || password) FROM users",
    "WITH t(a) AS (SELECT 1) SELECT count(*) FROM t",
    "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t WHERE x < 5) SELECT x FROM t",
    "UPDATE users SET role = 'admin' WHERE name = 'bob'",
    "INSERT INTO notes VALUES (9, 'x', 'y', 0)",
    "DROP TABLE notes",
    "SELECT sqlite_version()",
    "SELECT CASE WHEN substr((SELECT password FROM users LIMIT 1), 1, 1) = 'T' THEN 1 ELSE 0 END",
  ];
  for (const sql of allowed) assert.equal(run(sql).error, undefined, sql);
  assert.equal(run("DROP TABLE notes").changes > 0, true);
});

Deno.test("run() stops what never ends within 250 ms, and says so", () => {
  const endless = [
    "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT count(*) FROM t",
    "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT x FROM t ORDER BY x DESC",
    "SELECT count(*) FROM users a, users b, users c, users d, users e, users f, users g, users h, users i",
    "SELECT count(*) FROM " + Array.from({ length: 60 }, (_, index) => `users u${index}`).join(", "),
    nestedWith(5),
  ];
  for (const sql of endless) {
    const { refusal, error, took } = run(sql);
    assert.equal(refusal, "deadline", sql);
    assert.match(error ?? "", /interrupted: the query ran longer than 50 ms/);
    assert.ok(took < 250, `${took} ms: ${sql}`);
  }
  assert.equal(endless.length, 5);
});

Deno.test("run() refuses every door out of the database", () => {
  const doors = [
    "ATTACH DATABASE '/etc/passwd' AS stolen",
    "ATTACH DATABASE 'file:/tmp/x?mode=rwc' AS x",
    "DETACH DATABASE main",
    "VACUUM",
    "VACUUM INTO '/tmp/copy.db'",
    "PRAGMA writable_schema = ON",
    "PRAGMA temp_store_directory = '/tmp'",
    "PRAGMA journal_mode = OFF",
    "PRAGMA table_info(users)",
    "SELECT * FROM pragma_database_list",
    "SELECT count(*) FROM pragma_function_list",
    "SELECT load_extension('/tmp/evil.so')",
    "SELECT readfile('/etc/passwd')",
    "SELECT writefile('/tmp/x', 'y')",
    "SELECT edit('x', 'vi')",
    "SELECT fts3_tokenizer('simple')",
    "SELECT randomblob(1000000000)",
    "SELECT zeroblob(1000000000)",
    "SELECT printf('%.1000000000d', 1)",
    "SELECT format('%.1000000000d', 1)",
    "SELECT sqlite_log(1, 'x')",
    "SELECT sqlite_compileoption_get(0)",
    "SELECT * FROM sqlite_dbpage",
    "SELECT count(*) FROM sqlite_dbpage",
    "SELECT * FROM dbstat",
    "SELECT * FROM sqlite_stmt",
    "SELECT * FROM json_each('[1]')",
    "CREATE TABLE x (a)",
    "CREATE TEMP TABLE x (a)",
    "CREATE VIRTUAL TABLE x USING fts5(a)",
    "CREATE TRIGGER t AFTER INSERT ON notes BEGIN SELECT 1; END",
    "CREATE VIEW v AS SELECT * FROM users",
    "ALTER TABLE users RENAME TO people",
    "ANALYZE",
    "REINDEX",
    "BEGIN",
    "SAVEPOINT s",
    "DELETE FROM sqlite_master",
    "UPDATE sqlite_master SET sql = 'x'",
    "INSERT INTO sqlite_master VALUES (1, 2, 3, 4, 5)",
  ];
  for (const sql of doors) assert.notEqual(run(sql).error, undefined, sql);
  assert.equal(doors.length, 40);
});

Deno.test("run() bounds what one statement costs", () => {
  const long = "replace(replace(replace('aaaaaaaaaaaaaaaa','a','aaaaaaaaaaaaaaaa'),'a','aaaaaaaaaaaaaaa'),'a','b')";
  const bombs = [
    `SELECT '${"x".repeat(5_000)}'`,
    `SELECT ${"x".repeat(9_000)}`,
    `SELECT ${"NOT ".repeat(300)}1`,
    `SELECT * FROM users WHERE ${Array(300).fill("1=1").join(" OR ")}`,
    Array(40).fill("SELECT 1").join(" UNION "),
    `SELECT ${Array(100).fill("1").join(",")}`,
    `SELECT name LIKE '${"%a".repeat(400)}' FROM users`,
    `SELECT ${long} || ${long} || ${long}`,
    `WITH b(a) AS (SELECT ${long}) SELECT ${Array(50).fill("instr(a, a || 'b')").join(" + ")} FROM b`,
    `SELECT ${Array(80).fill("abs(1)").join(",")}`,
    nestedWith(30),
    "SELECT hex(hex(hex(hex(hex(group_concat(password_hash)))))) FROM users",
    "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t LIMIT 100000) INSERT INTO notes (message) " +
    "SELECT hex(hex(hex(x || 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'))) FROM t",
  ];
  for (const sql of bombs) {
    const { error, took } = run(sql);
    assert.notEqual(error, undefined, sql.slice(0, 80));
    assert.ok(took < 250, `${took} ms: ${sql.slice(0, 80)}`);
  }
  assert.equal(bombs.length, 13);
});

Deno.test("run() reads at most 200 rows and 8 stacked statements", () => {
  const { statements } = run("SELECT 1 FROM users a, users b, users c");
  assert.equal(statements[0]?.rows.length, 200);
  assert.equal(statements[0]?.truncated, true);
  assert.equal(run("SELECT 1;".repeat(20), true).statements.length, 8);
});

Deno.test("run() keeps a column that is named __proto__", () => {
  const row = run(`SELECT 1 AS "__proto__"`).rows[0] ?? {};
  assert.deepEqual(Object.keys(row), ["__proto__"]);
  assert.equal(Object.getPrototypeOf(row), Object.prototype);
});

/** WITH clauses of which each uses the one before twice. */
function nestedWith(levels: number): string {
  const clauses = Array.from(
    { length: levels },
    (_, index) => `a${index + 1} AS (SELECT x.* FROM a${index} x, a${index} y)`,
  );
  return `WITH a0 AS (SELECT * FROM users), ${clauses.join(", ")} SELECT count(*) FROM a${levels}`;
}

Deno.test("run() says so when the room was reset meanwhile", () => {
  const database = new Database(sqlite, SEED, clock);
  database.close();
  database.close();
  assert.equal(database.run("SELECT 1").error, "the room was reset meanwhile");
});
