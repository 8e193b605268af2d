/**
 * Uploads: pictures, tables, documents and source files in multipart bodies, and files as whole bodies.
 * @module
 */
import { type Draft, type Family, multipart, type Part } from "./draft.ts";
import { markdown } from "./markdown.ts";
import { paragraph, person, sentence, slug } from "./prose.ts";
import type { Random } from "./random.ts";
import { snippet } from "./snippets.ts";
import { NOUNS, PRODUCTS } from "./words.ts";

const MAGIC: readonly (readonly [extension: string, type: string, head: readonly number[]])[] = [
  ["png", "image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["jpg", "image/jpeg", [0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00]],
  ["gif", "image/gif", [0x47, 0x49, 0x46, 0x38, 0x39, 0x61]],
  ["webp", "image/webp", [0x52, 0x49, 0x46, 0x46, 0x24, 0x00, 0x00, 0x00, 0x57, 0x45, 0x42, 0x50]],
  ["pdf", "application/pdf", [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x37, 0x0a]],
  ["zip", "application/zip", [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]],
  ["docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", [
    0x50,
    0x4b,
    0x03,
    0x04,
    0x14,
    0x00,
    0x06,
  ]],
  ["mp4", "video/mp4", [0x00, 0x00, 0x00, 0x18, 0x66, 0x74, 0x79, 0x70]],
];

function filename(random: Random, extension: string): string {
  const stem = random.pick([
    `IMG_${random.int(1000, 9999)}`,
    `Screenshot ${random.int(2024, 2026)}-0${random.int(1, 9)}-11 at 10.${random.int(10, 59)}`,
    `${person(random)}'s CV (final)`,
    `résumé & cover; v${random.int(1, 9)}`,
    `Rechnung_№${random.int(1, 999)}`,
    `写真 ${random.int(1, 99)}`,
    slug(random),
    `backup.tar`,
    `${random.pick(NOUNS)}.min`,
  ]);
  return `${stem}.${extension}`;
}

function binary(random: Random): Part {
  const [extension, type, head] = random.pick(MAGIC);
  const noise = random.bytes(random.int(100, 3000));
  const content = new Uint8Array(head.length + noise.length);
  content.set(head);
  content.set(noise, head.length);
  return {
    name: random.pick(["file", "avatar", "image", "attachments[]", "upload"]),
    filename: filename(random, extension),
    type,
    content,
  };
}

function csv(random: Random): string {
  const cell = (text: string) => /[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const rows = random.some(
    3,
    20,
    () =>
      [
        person(random),
        random.part(PRODUCTS),
        sentence(random),
        String(random.int(-99, 999)),
        `=SUM(A1:A${random.int(2, 9)})`,
      ].map(cell).join(","),
  );
  return `name,product,comment,amount,total\r\n${rows.join("\r\n")}\r\n`;
}

const TEXTS: readonly ((random: Random) => Part)[] = [
  (r) => ({ name: "file", filename: filename(r, "csv"), type: "text/csv", content: csv(r) }),
  (r) => ({
    name: "file",
    filename: filename(r, "json"),
    type: "application/json",
    content: JSON.stringify({ [r.pick(NOUNS)]: paragraph(r), $schema: "x" }, null, 2),
  }),
  (r) => ({
    name: "document",
    filename: filename(r, "txt"),
    type: "text/plain",
    content: r.some(1, 8, () => paragraph(r)).join("\n\n"),
  }),
  (r) => ({ name: "file", filename: filename(r, "md"), type: "text/markdown", content: markdown(r) }),
  (r) => {
    const { language, code } = snippet(r);
    return {
      name: "source",
      filename: `${r.pick(NOUNS)}.${language.slice(0, 4)}.txt`,
      type: "text/plain",
      content: `${code}\n`,
    };
  },
  (r) => ({
    name: "config",
    filename: `${r.pick(NOUNS)}.yml`,
    type: "application/x-yaml",
    content: `version: "3"\nservices:\n  ${
      r.pick(NOUNS)
    }:\n    image: redis\n    command: ["sh", "-c", "redis-server --port 6379"]\n    ports: ["127.0.0.1:6379:6379"]\n`,
  }),
  (r) => ({
    name: "file",
    filename: filename(r, "xml"),
    type: "application/xml",
    content:
      `<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>${
        r.pick(NOUNS)
      } &amp; ${r.int(1, 9)}</name></trk></gpx>`,
  }),
  (r) => ({
    name: "icon",
    filename: `${r.pick(NOUNS)}.svg`,
    type: "image/svg+xml",
    content: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${r.int(8, 64)} 16"><g id="${
      r.pick(NOUNS)
    }"><path d="M1 1h${r.int(1, 9)}v2z"/></g></svg>`,
  }),
  (r) => ({
    name: "ics",
    filename: "invite.ics",
    type: "text/calendar",
    content: `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:${
      sentence(r)
    }\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
  }),
  (r) => ({
    name: "log",
    filename: `${r.pick(NOUNS)}.log`,
    type: "text/plain",
    content: r.some(3, 30, () => `[${r.date().toISOString()}] WARN ${sentence(r)}`).join("\n"),
  }),
];

function draft(random: Random): Draft {
  if (random.chance(0.1)) {
    const { type, content } = binary(random);
    return {
      method: "PUT",
      path: `/uploads/${random.uuid()}`,
      headers: { "Content-Type": type ?? "application/octet-stream" },
      body: content,
      carrier: "full",
    };
  }
  const parts: Part[] = random.some(
    1,
    3,
    () => ({ name: random.pick(["title", "caption", "folder", "alt_text", "tags"]), content: sentence(random) }),
  );
  parts.push(...random.some(1, 2, () => random.chance(0.45) ? binary(random) : random.part(TEXTS)(random)));
  if (random.chance(0.2)) parts.push({ name: "empty", filename: "", type: "application/octet-stream", content: "" });
  return multipart(
    random,
    random.pick(["/upload", "/api/files", `/api/users/${random.int(1, 999)}/avatar`, "/media"]),
    parts,
  );
}

/** Uploads. */
export const uploads: Family = { name: "upload", weight: 7, draft };
