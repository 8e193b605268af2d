/**
 * Text that breaks out of a query built as a string: JavaScript for `$where`, members of a query object, shell calls.
 * Every pattern begins at a fixed place and repeats only bounded classes, so that it cannot backtrack far.
 * @module
 */

/** Where a pattern matched. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The value's own part, which the application's string or number holds: short, without spaces. */
const PREFIX = "[^\\s'\"`;{}$]{0,64}";

/** `'; return true; var x='`, `0;var d=new Date();while(…`, `'; sleep(5000); '`. */
const STATEMENT = new RegExp(
  `^(?:${PREFIX}\\s?['"]\\s{0,4}[)\\]}]{0,4}\\s{0,4}|[0-9]{0,9}\\s?);\\s{0,4}` +
    "(?:return\\b|var\\s{1,4}[a-z_]{1,20}\\s?=|let\\s{1,4}[a-z_]{1,20}\\s?=|sleep\\s?\\(|while\\s?\\(|do\\s?\\{|it\\s?=\\s?new|" +
    "throw\\b|db\\.[a-z_]{1,30}\\.|if\\s?\\(this)",
);

/** `' || this.role=='admin`, `' && this.password.match(/^a/)`. */
const CONDITION = new RegExp(
  `^${PREFIX}\\s{0,4}['"]?\\s{0,4}[)\\]]{0,4}\\s{0,4}(?:\\|\\||&&)\\s{0,4}!?\\(?(?:this\\.[a-z_]|tojson\\(|object\\.keys\\(|this\\[)`,
);

/** `' || 1==1//`, `|| true`, `' || 'a'=='a`: JavaScript writes comparisons with two equal signs. */
const TRUE = new RegExp(
  `^(?:${PREFIX}['"]\\s{0,4}|\\s{0,4})(?:\\|\\||&&)\\s{0,4}(?:['"]?[a-z0-9]{0,8}['"]?\\s?={2,3}\\s?['"]?[a-z0-9]{0,8}|true\\b|!0|1\\s{0,4}(?:\\|\\||&&))`,
);

/** `this.username=='admin'` as the whole value. */
const THIS =
  /^\s{0,4}(?:function\s?\(\)\s?\{\s?)?(?:return\s{1,4})?this\.[a-z_]{1,30}(?:\s{0,4}[=!]={1,2}\s{0,4}['\"0-9]|\.(?:match\(|length\s{0,4}[=<>]))/;

/** `', $or: [ {}, {'a':'a`, `1, $where: '1 == 1'`, `' } ], $comment:'`, `$where: function() {`. */
const MEMBER = new RegExp(
  `^(?:${PREFIX}\\s{0,4}['"]?[\\s}\\])]{0,8},\\s{0,4}['"]?|\\s{0,4})\\$(?:where|or|nor|and|comment|ne|gt|gte|regex|expr|exists|in|nin)['"]?\\s{0,4}:`,
);

/** `}, { password : /.* / }`: the object is closed and another one opened. */
const OBJECT =
  /^[^\s{}]{0,32}['"]?\s{0,4}\}\s{0,4}\]?\s{0,4},\s{0,4}\{\s{0,4}['"]?[a-z_$]{1,30}['"]?\s{0,4}:\s{0,4}(?:\/[^/]|\{\s{0,4}['"]?\$)/;

/** `'; db.users.drop()`: behind a closed string or a semicolon any call; at the start one that changes or runs code. */
const SHELL =
  /^(?:[^\s'"`;]{0,32}['"]?\s{0,4}[;)]{1,3}\s{0,4}db\.(?:[a-z_0-9]{1,40}\.)?[a-z]{2,30}\(|db\.[a-z_0-9]{1,40}\.(?:insert|insertone|insertmany|update|updatemany|remove|deleteone|deletemany|drop|mapreduce|save)\(|db\.[a-z_0-9]{1,40}\.[a-z]{2,20}\(\s{0,4}(?:\{\s{0,4}['"]?\$where|(?:\{\s?\})?\s?\))|db\.(?:getcollectionnames|dropdatabase|getusers|shutdownserver|eval)\()/;

/** `"},{"$ne":"x`, `{$ne:1}`: an operator object as text. */
const OBJECT_OPERATOR =
  /^(?:[^\s{}]{0,32}['"]\s?\}?\s?,\s?)?\{\s?['"]?\$(?:ne|gt|gte|lt|lte|nin|regex|where|exists|eq)['"]?\s?:/;

/** Code that breaks out of `$where` and the like. */
export function findCode(lower: string): Span | undefined {
  const statement = lower.includes(";") ? STATEMENT.exec(lower) : null;
  if (statement) return spanOf(statement);
  if (lower.includes("||") || lower.includes("&&")) {
    const condition = CONDITION.exec(lower);
    if (condition) return spanOf(condition);
  }
  return spanOf(lower.includes("this.") ? THIS.exec(lower) : null);
}

/** A condition of JavaScript that is always true. */
export function findTruth(lower: string): Span | undefined {
  return spanOf(lower.includes("||") || lower.includes("&&") ? TRUE.exec(lower) : null);
}

/** Members of a query object in a value that is no JSON. */
export function findMember(lower: string): Span | undefined {
  const member = lower.includes("$") ? MEMBER.exec(lower) : null;
  if (member) return spanOf(member);
  if (!lower.includes("{")) return undefined;
  return spanOf(OBJECT.exec(lower) ?? OBJECT_OPERATOR.exec(lower));
}

/** A call of the MongoDB shell. */
export function findShell(lower: string): Span | undefined {
  return spanOf(SHELL.exec(lower));
}

/** All patterns are bound to the beginning of the value. */
function spanOf(match: RegExpExecArray | null): Span | undefined {
  return match ? { start: 0, end: match[0].length } : undefined;
}
