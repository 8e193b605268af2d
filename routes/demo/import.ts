/**
 * Orders of partners, as XML. Weak: the reader fills in whatever the document type declares, files and addresses too.
 * Correct: a document type is refused, so that there is nothing to fill in.
 * @module
 */
import type { Call, Reply } from "./context.ts";
import type { WorldEffect, WorldStep } from "./effect.ts";
import { DemoProblem } from "./problem.ts";
import { fetchInside } from "./world/network.ts";
import { readXml, XmlBomb, type XmlDocument, XmlError } from "./world/xml.ts";

/** Longest document that is looked at. */
const MOST = 8_000;

/** Characters of a fetched text that are told. */
const TOLD = 300;

/** `POST /api/import` */
export function weakImport(call: Call): Reply {
  const source = documentOf(call);
  const steps: WorldStep[] = [];
  let leaked = "";
  const resolve = (address: string): string => {
    const { route, body, error, internal } = fetchInside(address);
    steps.push({ label: "opens", text: route.at(-1) ?? address });
    steps.push({ label: body === undefined ? "failed" : "fills in", text: (body ?? error ?? "").slice(0, TOLD) });
    if (internal) leaked = route.at(-1) ?? address;
    return body ?? "";
  };
  try {
    const { fields } = readXml(source, resolve);
    return { body: { imported: Object.fromEntries(fields) }, effect: effectOf(steps, leaked), status: 201 };
  } catch (error) {
    if (error instanceof XmlBomb) throw new DemoProblem(500, `The XML reader says: ${error.message}.`, bombOf(error));
    throw refused(error, effectOf(steps, leaked));
  }
}

/** `POST /api/safe/import` */
export function safeImport(call: Call): Reply {
  const source = documentOf(call);
  const effect: WorldEffect = {
    kind: "files",
    steps: [],
    expected: "This is the correct twin.",
    summary: "Nothing was opened: a document type is not read.",
    harmful: false,
  };
  if (/<!DOCTYPE/i.test(source)) throw new DemoProblem(400, "A document type is not accepted.", effect);
  try {
    const { fields }: XmlDocument = readXml(source, () => "");
    return { body: { imported: Object.fromEntries(fields) }, effect, status: 201 };
  } catch (error) {
    throw refused(error, effect);
  }
}

function effectOf(steps: readonly WorldStep[], leaked: string): WorldEffect {
  return {
    kind: leaked.startsWith("file") || steps.length === 0 ? "files" : "network",
    steps,
    expected: "The correct twin answers 400: it takes no document type.",
    summary: leaked === ""
      ? "The document was read, and nothing but the document."
      : `The server opened ${leaked} for the sender of a document.`,
    harmful: leaked !== "",
  };
}

function bombOf({ message }: XmlBomb): WorldEffect {
  return {
    kind: "files",
    steps: [{ label: "stopped", text: message }],
    expected: "The correct twin answers 400: it takes no document type.",
    summary: "A few lines grew until the reader was stopped: a real one would have filled the memory.",
    harmful: true,
  };
}

function refused(error: unknown, effect: WorldEffect): unknown {
  return error instanceof XmlError ? new DemoProblem(400, `This is no XML: ${error.message}.`, effect) : error;
}

function documentOf({ input: { body } }: Call): string {
  if (body.kind !== "text") throw new DemoProblem(415, "Send XML, as application/xml.");
  if (body.text.length > MOST) throw new DemoProblem(413, `The document is longer than ${MOST} characters.`);
  return body.text;
}
