/**
 * Login over a document database. Weak: the parsed body is the query, so a value can be an operator. Correct: both
 * fields are strings, and the password is compared afterwards.
 * @module
 */
import { type Call, type Reply, textField } from "./context.ts";
import { bodyFields } from "./context.ts";
import type { WorldEffect } from "./effect.ts";
import { DemoProblem } from "./problem.ts";
import { findDocuments, QueryError, type StoredDocument } from "./world/documents.ts";

/** The collection; clear-text passwords, so that a pattern can guess them. */
const MEMBERS: readonly StoredDocument[] = [
  { username: "admin", password: "Tr0ub4dor&3-fake", role: "admin" },
  { username: "alice", password: "correct-horse-fake", role: "customer" },
  { username: "bob", password: "letmein", role: "customer" },
];

const WRONG = "User name or password is wrong.";

/** `POST /api/nosql/login` */
export function weakDocumentLogin(call: Call): Reply {
  const fields = bodyFields(call.input);
  const query = new Map<string, unknown>();
  for (const name of ["username", "password"]) query.set(name, fields.get(name) ?? bracketFields(fields, name));
  const found = find(query);
  const [user] = found;
  const harmful = user !== undefined &&
    !(user.username === query.get("username") && user.password === query.get("password"));
  const effect: WorldEffect = {
    kind: "documents",
    steps: [
      { label: "find", text: JSON.stringify(Object.fromEntries(query)).slice(0, 500) },
      { label: "documents that fit", text: found.map(({ username }) => username).join(", ") || "none" },
    ],
    expected: "The correct twin takes strings only.",
    summary: user === undefined
      ? "No document fits: nobody is logged in."
      : harmful
      ? `Logged in as ${user.username} (${user.role}) without the password.`
      : `${user.username} is logged in with the right password.`,
    harmful,
  };
  return loggedIn(user, effect);
}

/** `POST /api/safe/nosql/login` */
export function safeDocumentLogin(call: Call): Reply {
  const fields = bodyFields(call.input);
  const username = textField(fields, "username", 200);
  const password = textField(fields, "password", 200);
  const [user] = find(new Map([["username", username]])).filter((document) => document.password === password);
  const effect: WorldEffect = {
    kind: "documents",
    steps: [{ label: "find", text: JSON.stringify({ username }) }],
    expected: "This is the correct twin.",
    summary: user === undefined ? "Nobody is logged in." : `${user.username} is logged in with the right password.`,
    harmful: false,
  };
  return loggedIn(user, effect);
}

function loggedIn(user: StoredDocument | undefined, effect: WorldEffect): Reply {
  if (user === undefined) throw new DemoProblem(401, WRONG, effect);
  return { body: { ok: true, user: { username: user.username, role: user.role } }, effect };
}

function find(query: ReadonlyMap<string, unknown>): StoredDocument[] {
  try {
    return findDocuments(MEMBERS, query);
  } catch (error) {
    if (error instanceof QueryError) throw new DemoProblem(400, `The collection says: ${error.message}.`);
    throw error;
  }
}

/** `password[$ne]=x` of a form becomes `{ $ne: "x" }`, as many form parsers do. */
function bracketFields(fields: ReadonlyMap<string, unknown>, name: string): Record<string, unknown> | undefined {
  const operators: [string, unknown][] = [];
  for (const [key, value] of fields) {
    if (key.startsWith(`${name}[`) && key.endsWith("]")) operators.push([key.slice(name.length + 1, -1), value]);
  }
  return operators.length === 0 ? undefined : Object.fromEntries(operators);
}
