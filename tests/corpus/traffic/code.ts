/**
 * Code from small grammars: statements that nobody wrote before, in the manner of many languages. Templates alone would
 * teach the model our templates.
 * @module
 */
import { filled, madeUp } from "./prose.ts";
import type { Random } from "./random.ts";
import { NOUNS, VERBS } from "./words.ts";

type Make = (random: Random) => string;

/** Never a bare word of the lists: `eval` and `alert` as names of functions are another matter. */
const name: Make = (r) => {
  const [noun, made] = [r.pick(NOUNS), madeUp(r)];
  const upper = made[0]!.toUpperCase() + made.slice(1);
  return r.pick([made, noun + upper, `${noun}_${made}`, upper, `${made}_${r.pick(VERBS)}`, noun[0]!]);
};

const text: Make = (r) =>
  filled(
    r,
    r.pick([
      "{n}",
      "{W}",
      "{n} {v}",
      "{W}/{n}",
      "{n}: %s",
      "it''s {n}",
      "{n}-{W}.{F}",
      "#{n}",
      "{W}@{h}",
      "<{W}>",
      "../{W}",
    ]),
  );
const quoted: Make = (r) => r.pick([`'${text(r)}'`, `"${text(r)}"`, `"${text(r)}"`]);
const number: Make = (r) =>
  r.pick([String(r.int(0, 9)), String(r.int(10, 9999)), `0x${r.hex(2)}`, `${r.int(0, 9)}.${r.int(0, 99)}`]);
const list = (r: Random, most: number, make: Make): string => r.some(1, most, () => make(r)).join(", ");

/** An expression of the C family and its many children. */
function expression(r: Random, depth = 2): string {
  if (depth === 0) return r.pick([name, quoted, number, name])(r);
  const inner = () => expression(r, depth - 1);
  return r.part<() => string>([
    () => `${name(r)}.${name(r)}(${inner()})`,
    () => `${name(r)}(${inner()}, ${inner()})`,
    () => `${inner()} ${r.pick(["===", "!=", "<", ">=", "&&", "||", "??"])} ${inner()}`,
    () => `${inner()} ${r.pick(["+", "-", "*", "/", "%", "|", "==", "and", "or"])} ${inner()}`,
    () => `${name(r)}[${inner()}]`,
    () => `${name(r)}["${name(r)}"].${name(r)}`,
    () => `${inner()} ? ${inner()} : ${inner()}`,
    () => `!${name(r)}.${name(r)}`,
    () => `(${name(r)}) => ${inner()}`,
    () => `lambda ${name(r)}: ${inner()}`,
    () => `{ ${name(r)}: ${inner()}, ${name(r)} }`,
    () => `[${inner()}, ${inner()}]`,
    () => `\`${text(r)} \${${name(r)}.${name(r)}}\``,
    () => `f"${text(r)} {${name(r)}}"`,
    () => `new ${name(r)}<${name(r)}>(${inner()})`,
    () => `${name(r)}::${name(r)}(&${name(r)})`,
    () => `$${name(r)}->${name(r)}(${inner()})`,
    () => `@${name(r)}.${name(r)}`,
    () => `await ${name(r)}(${inner()})`,
    () => `*${name(r)}++`,
  ])();
}

const STATEMENTS: readonly Make[] = [
  (r) => `const ${name(r)} = ${expression(r)};`,
  (r) => `${name(r)} := ${expression(r)}`,
  (r) => `if (${expression(r)}) { return ${expression(r, 1)}; }`,
  (r) => `if ${expression(r)}:\n    return ${expression(r, 1)}`,
  (r) => `${name(r)}.${name(r)} = ${expression(r)}`,
  (r) => `let ${r.chance(0.5) ? "mut " : ""}${name(r)}: ${name(r)} = ${expression(r)};`,
  (r) => `for (const ${name(r)} of ${expression(r, 1)}) ${name(r)}(${expression(r, 1)});`,
  (r) => `for ${name(r)} in ${expression(r, 1)}: ${name(r)}(${expression(r, 1)})`,
  (r) => `assert.equal(${expression(r)}, ${quoted(r)});`,
  (r) => `expect(${expression(r)}).to${name(r)}(${quoted(r)});`,
  (r) => `import { ${list(r, 3, name)} } from ${quoted(r)};`,
  (r) => `from ${name(r)}.${name(r)} import ${list(r, 3, name)}`,
  (r) => `public ${name(r)} ${name(r)}(${name(r)} ${name(r)}) throws ${name(r)} { return ${expression(r, 1)}; }`,
  (r) => `func ${name(r)}(${name(r)} *${name(r)}) (${name(r)}, error) {`,
  (r) => `console.log(${list(r, 3, expression)}); // ${text(r)}`,
  (r) => `System.out.printf(${quoted(r)}, ${expression(r, 1)}); /* ${text(r)} */`,
  (r) => `print(${list(r, 2, expression)})  # ${text(r)}`,
  (r) => `fmt.Println(${list(r, 2, expression)})`,
  (r) => `throw new ${name(r)}Error(${expression(r, 1)});`,
  (r) => `raise ${name(r)}Error(${quoted(r)}) from ${name(r)}`,
  (r) => `try { ${name(r)}(${expression(r, 1)}); } catch (e) { ${name(r)}(e); }`,
  (r) => `match ${name(r)} { Some(x) if ${expression(r, 1)} => x, _ => ${expression(r, 1)} }`,
  (r) => `<${name(r)} ${name(r)}={${name(r)}.${name(r)}} ${name(r)}="${text(r)}">{${name(r)}}</${name(r)}>`,
  (r) => `<li class="${name(r)}"><a href="/${name(r)}?${name(r)}=${number(r)}">${text(r)}</a></li>`,
  (r) => `{{ ${name(r)}.${name(r)} | ${name(r)}(${quoted(r)}) }}`,
  (r) => `{% if ${name(r)} == ${quoted(r)} %}${text(r)}{% endif %}`,
  (r) => `.${name(r)} > #${name(r)}:hover { ${name(r)}: ${number(r)}px; content: ${quoted(r)} }`,
  (r) => `@media (min-width: ${number(r)}px) { .${name(r)}::after { margin: -${number(r)}em auto } }`,
];

/** A condition or a value of SQL. */
function clause(r: Random, depth = 1): string {
  const inner = () => depth === 0 ? `${name(r)} = ${number(r)}` : clause(r, depth - 1);
  return r.part<() => string>([
    () => `${name(r)} = ${quoted(r)}`,
    () => `${name(r)}.${name(r)} <> ${number(r)}`,
    () => `${inner()} AND ${inner()}`,
    () => `(${inner()} OR ${inner()})`,
    () => `${name(r)} LIKE '%${name(r)}%'`,
    () => `${name(r)} NOT LIKE '${name(r)}_%'`,
    () => `${name(r)} IN (${list(r, 3, quoted)})`,
    () => `${name(r)} NOT IN (${list(r, 3, number)})`,
    () => `${name(r)} BETWEEN ${number(r)} AND ${number(r)}`,
    () => `${name(r)} IS NOT NULL`,
    () => `${name(r)} < now() - interval '${number(r)} days'`,
    () => `date(${name(r)}) >= '${filled(r, "{D}")}'`,
    () => `lower(${name(r)}) = $${r.int(1, 9)}`,
    () => `${name(r)} = :${name(r)}`,
  ])();
}

const SQL: readonly Make[] = [
  (r) => `SELECT ${list(r, 4, name)} FROM ${name(r)} WHERE ${clause(r)};`,
  (r) => `select a.${name(r)}, count(*) from ${name(r)} a join ${name(r)} b on a.id = b.${name(r)} group by 1`,
  (r) => `INSERT INTO ${name(r)} (${list(r, 3, name)}) VALUES (${list(r, 3, quoted)});`,
  (r) => `insert into ${name(r)} select * from ${name(r)}_old where ${clause(r)};`,
  (r) => `UPDATE ${name(r)} SET ${name(r)} = ${quoted(r)}, ${name(r)} = ${number(r)} WHERE ${clause(r)};`,
  (r) => `update ${name(r)} set ${name(r)} = ${name(r)} + ${number(r)} where ${clause(r)}`,
  (r) => `DELETE FROM ${name(r)} WHERE ${clause(r)};`,
  (r) => `DROP TABLE IF EXISTS ${name(r)}; DROP INDEX ${name(r)};`,
  (r) => `DROP ${r.pick(["VIEW", "INDEX", "TABLE", "COLUMN"])} ${name(r)}; -- ${text(r)}`,
  (r) =>
    `CREATE TABLE ${name(r)} (\n  id BIGINT PRIMARY KEY,\n  ${name(r)} ${
      r.pick(["TEXT", "INT", "VARCHAR(99)"])
    } NOT NULL\n);`,
  (r) =>
    `ALTER TABLE ${name(r)} ADD COLUMN ${name(r)} ${r.pick(["text", "int", "jsonb"])} DEFAULT ${quoted(r)}; -- ${
      text(r)
    }`,
  (r) => `SELECT max(${name(r)}) AS ${name(r)} FROM ${name(r)} ORDER BY ${name(r)} DESC LIMIT ${r.int(1, 99)};`,
  (r) => `SELECT ${name(r)}, CASE WHEN ${clause(r)} THEN ${quoted(r)} ELSE ${number(r)} END FROM ${name(r)};`,
  (r) => `EXPLAIN SELECT 1 FROM ${name(r)} WHERE ${clause(r)} ORDER BY ${name(r)};`,
  (r) => `SELECT ${list(r, 3, name)} FROM ${name(r)} LEFT JOIN ${name(r)} USING (${name(r)}) WHERE ${clause(r)};`,
  (r) => `BEGIN; DELETE FROM ${name(r)}; INSERT INTO ${name(r)} VALUES (${list(r, 3, number)}); COMMIT;`,
];

/** A path of some system. */
export function filePath(r: Random): string {
  return filled(
    r,
    r.part([
      "/etc/{W}/{n}.conf",
      "/etc/{n}s",
      "/var/log/{W}/{n}.log",
      "/usr/local/{n}/{W}",
      "~/.config/{W}/{n}.toml",
      "~/.{W}rc",
      "./{n}/{W}.ts",
      "../{n}/{W}.json",
      "../../{W}/{n}/index.js",
      "..\\{n}\\{W}.cs",
      "C:\\Users\\{W}\\{n}.txt",
      "C:\\Windows\\{W}\\{n}.dll",
      "C:\\Program Files\\{W}\\{n}.exe",
      "D:\\{n}\\{W}\\",
      "%TEMP%\\{W}.{n}",
      "%USERPROFILE%\\{W}",
      "$HOME/{n}/{W}",
      "${PWD}/{n}.sh",
      "/proc/{j}/{n}",
      "/dev/{n}{j}",
      "/opt/{W}/bin/{n}",
      "/srv/{n}/{W}/",
      "file:///home/{W}/{n}.html",
      "\\\\{W}\\{n}\\{F}",
      "/home/{W}/.{n}/id",
      "/mnt/{n}/../{W}",
    ]),
  );
}

const COMMANDS: readonly Make[] = [
  (r) => `${name(r)} --${name(r)}=${text(r)} ${filePath(r)}`,
  (r) => `cat ${filePath(r)} | grep -${r.pick(["v", "i", "c"])} ${quoted(r)} | sort -u`,
  (r) => `cd ${filePath(r)} && ./${name(r)} -${r.pick(["x", "f", "v"])} ${number(r)}`,
  (r) => `${name(r)} ${filePath(r)} > ${filePath(r)} 2>&1; echo $?`,
  (r) => `for f in ${filePath(r)}/*.${name(r)}; do ${name(r)} "$f"; done`,
  (r) => `export ${name(r).toUpperCase()}=$(${name(r)} ${filePath(r)} | head -${r.int(1, 9)})`,
  (r) => `if [ -f ${filePath(r)} ]; then ${name(r)} ${quoted(r)}; fi`,
  (r) => `sudo ${name(r)} install -y ${name(r)} && ${name(r)} restart ${name(r)}`,
  (r) => `curl -s ${filled(r, "https://{h}/{n}")} -H 'X-${name(r)}: ${text(r)}' -d '{"${name(r)}": ${number(r)}}'`,
  (r) => `wget -qO ${filePath(r)} ${filled(r, "http://localhost:{k}/{W}")} || exit ${r.int(1, 9)}`,
  (r) => `ls -la ${filePath(r)}; rm -f ${filePath(r)}`,
  (r) => `find ${filePath(r)} -name '*.${name(r)}' -exec ${name(r)} {} +`,
  (r) => `docker run -v ${filePath(r)}:/${name(r)} ${name(r)}:${r.int(1, 9)} sh -c ${quoted(r)}`,
  (r) => `ssh ${name(r)}@${filled(r, "{h}")} "${name(r)} ${filePath(r)}"`,
  (r) => `copy ${filePath(r)} ${filePath(r)} & echo %${name(r).toUpperCase()}%`,
  (r) => `Get-${name(r)} -Path ${filePath(r)} | Where-Object { $_.${name(r)} -gt ${number(r)} }`,
];

const ENTRIES: readonly Make[] = [
  (r) => `${name(r)}: ${text(r)}`,
  (r) => `${name(r)} = ${quoted(r)}`,
  (r) => `dn: cn=${name(r)},ou=${name(r)},dc=example,dc=com`,
  (r) => `- { ${name(r)}: ${quoted(r)}, ${name(r)}: [${list(r, 3, number)}] }`,
  (r) => `export ${name(r).toUpperCase()}="${text(r)}"`,
  (r) => `[${name(r)}.${name(r)}]\n${name(r)} = ${number(r)}`,
  (r) => `${name(r)}|${name(r)}|${number(r)};${text(r)}`,
  (r) => `  at ${name(r)}.${name(r)} (${filePath(r)}:${r.int(1, 999)}:${r.int(1, 99)})`,
  (r) => `  File "${filePath(r)}", line ${r.int(1, 999)}, in ${name(r)}`,
  (r) => `${filled(r, "{T}")} ${r.pick(["INFO", "WARN", "ERROR"])} [${name(r)}] ${text(r)} ${name(r)}=${number(r)}`,
  (r) => `${name(r)}[${r.int(1, 9999)}]: ${quoted(r)} -> ${expression(r, 1)}`,
];

/** One line of made-up code. */
export function codeLine(random: Random): string {
  return random.part(random.pick([STATEMENTS, STATEMENTS, SQL, COMMANDS, ENTRIES]))(random);
}

/** Some lines of one kind, and the language that a fence would name. */
export function madeUpCode(random: Random): { readonly language: string; readonly code: string } {
  const [language, lines] = random.pick(
    [["js", STATEMENTS], ["py", STATEMENTS], ["sql", SQL], ["sh", COMMANDS], ["ini", ENTRIES]] as const,
  );
  return { language, code: random.some(1, 5, () => random.part(lines)(random)).join("\n") };
}
