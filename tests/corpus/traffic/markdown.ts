/**
 * Markdown: issues, comments, notes, wiki pages, with code fences in many languages.
 * @module
 */
import { type Draft, type Family, form, json } from "./draft.ts";
import { page } from "./pages.ts";
import { paragraph, person, sentence, slug } from "./prose.ts";
import type { Random } from "./random.ts";
import { developerMessage, snippet } from "./snippets.ts";
import { HOSTS, NOUNS, RESOURCES } from "./words.ts";

function fence(random: Random): string {
  const { language, code } = snippet(random);
  return `\`\`\`${language}\n${code}\n\`\`\``;
}

const BLOCKS: readonly ((random: Random) => string)[] = [
  fence,
  (r) => `${"#".repeat(r.int(1, 4))} ${sentence(r).replaceAll("\n", " ")}`,
  (r) => paragraph(r),
  (r) => developerMessage(r),
  (r) => r.some(2, 5, () => `${r.pick(["-", "*", "1.", "- [x]", "- [ ]"])} ${sentence(r)}`).join("\n"),
  (r) => `> ${developerMessage(r)}\n>\n> — ${person(r)}`,
  (r) =>
    `| ${r.pick(NOUNS)} | ${r.pick(NOUNS)} |\n|:---|---:|\n| \`${snippet(r).code.split("\n")[0]}\` | ${r.int(1, 99)} |`,
  (r) =>
    `![${sentence(r)}](https://${r.pick(HOSTS)}/img/${r.hex(6)}.png "title") and [link](/docs/${slug(r)}#${
      r.pick(NOUNS)
    } 'x')`,
  (r) => `<details>\n<summary>${r.pick(NOUNS)} log</summary>\n\n${fence(r)}\n\n</details>`,
  (r) =>
    `Inline \`${snippet(r).code.split("\n")[0]}\`, **bold**, _it's_, ~~gone~~, $e^{i\\pi}+1=0$ and [^${r.int(1, 9)}]`,
  (r) => `<!-- ${sentence(r)} -->\n<br/><kbd>Ctrl</kbd>+<kbd>C</kbd> &mdash; <img width="16" src="/i/${r.hex(4)}.svg">`,
  (r) => page(r),
  (r) => `---\ntitle: "${sentence(r).replaceAll('"', "'")}"\ntags: [${r.pick(NOUNS)}, ${r.pick(NOUNS)}]\n---`,
];

/** A document of a few blocks. */
export function markdown(random: Random): string {
  return random.some(1, 6, () => random.part(BLOCKS)(random)).join("\n\n");
}

function draft(random: Random): Draft {
  const text = markdown(random);
  const path = `/api/${random.pick(RESOURCES)}/${random.int(1, 9999)}/comments`;
  if (random.chance(0.15)) return form(path, { title: sentence(random), body: text, utf8: "✓" });
  if (random.chance(0.1)) {
    return {
      method: "PUT",
      path: `/wiki/${slug(random)}.md`,
      headers: { "Content-Type": "text/markdown; charset=utf-8" },
      body: text,
      carrier: "full",
    };
  }
  return json(random.pick(["POST", "PATCH"]), path, {
    title: sentence(random),
    [random.pick(["body", "text", "markdown", "content"])]: text,
    assignees: [person(random)],
  });
}

/** Markdown. */
export const markdownText: Family = { name: "markdown", weight: 8, draft };
