/**
 * The guestbook. What is stored is the same on both sides; the bug is in the page that shows it.
 * @module
 */
import { bodyFields, type Call, type Reply, textField } from "./context.ts";
import type { WorldEffect } from "./effect.ts";
import { GUESTBOOK_ENTRIES, GUESTBOOK_MESSAGE, GUESTBOOK_NAME } from "./limits.ts";
import { activeParts } from "./page/markup.ts";
import { article, escapeHtml, safePage, weakPage } from "./page/page.ts";
import { DemoProblem } from "./problem.ts";
import type { SqlResult, SqlRow } from "./sql/result.ts";

/** `GET /api/data` and its twin: the entries as JSON. */
export function listNotes(call: Call): Reply {
  const notes = readNotes(call);
  return { body: { count: notes.length, entries: notes } };
}

/** `POST /api/data` */
export function weakNote(call: Call): Reply {
  const note = storeNote(call);
  const html = article(String(note.name), String(note.message));
  const active = activeParts(html);
  const effect: WorldEffect = {
    kind: "page",
    steps: [
      { label: "stored", text: String(note.message) },
      { label: "the weak page writes", text: html },
      ...active.map((part) => ({ label: "a browser runs", text: part })),
    ],
    expected: "The correct page writes the message as text: every < becomes &lt;.",
    summary: active.length > 0
      ? `The message is stored, and everyone who opens the guestbook runs it: ${active.join(", ")}.`
      : "The message is stored and shown; nothing in it runs.",
    harmful: active.length > 0,
  };
  return { body: { ok: true, entry: note }, effect, status: 201 };
}

/** `POST /api/safe/data` */
export function safeNote(call: Call): Reply {
  const note = storeNote(call);
  const html = article(escapeHtml(String(note.name)), escapeHtml(String(note.message)));
  const effect: WorldEffect = {
    kind: "page",
    steps: [{ label: "stored", text: String(note.message) }, { label: "the correct page writes", text: html }],
    expected: "This is the correct twin.",
    summary: "The message is stored as it came and written as text: nothing in it runs.",
    harmful: activeParts(html).length > 0,
  };
  return { body: { ok: true, entry: note }, effect, status: 201 };
}

/** HTML of `GET /api/data/page`. */
export function weakGuestbook(call: Call): string {
  return weakPage(readNotes(call));
}

/** HTML of `GET /api/safe/data/page`. */
export function safeGuestbook(call: Call): string {
  return safePage(readNotes(call));
}

function readNotes(call: Call): readonly SqlRow[] {
  return orFail(call.world.database.run("SELECT id, name, message, at FROM notes ORDER BY id DESC LIMIT 50")).rows;
}

function storeNote(call: Call): SqlRow {
  const fields = bodyFields(call.input);
  const message = textField(fields, "message", GUESTBOOK_MESSAGE);
  const name = fields.has("name") ? textField(fields, "name", GUESTBOOK_NAME) : "Somebody";
  if (message.trim() === "") throw new DemoProblem(400, '"message" is empty.');
  const { database } = call.world;
  const at = call.deps.now();
  orFail(database.run("INSERT INTO notes (name, message, at) VALUES (?, ?, ?)", { params: [name, message, at] }));
  orFail(database.run(
    `DELETE FROM notes WHERE id NOT IN (SELECT id FROM notes ORDER BY id DESC LIMIT ${GUESTBOOK_ENTRIES})`,
  ));
  return orFail(database.run("SELECT id, name, message, at FROM notes ORDER BY id DESC LIMIT 1")).rows[0] ?? {};
}

/** A stacked DROP TABLE can take the guestbook away; the reset brings it back. */
function orFail(result: SqlResult): SqlResult {
  if (result.error !== undefined) throw new DemoProblem(500, `The database says: ${result.error}`);
  return result;
}
