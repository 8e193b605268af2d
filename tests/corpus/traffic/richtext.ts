/**
 * What editors save: HTML without active content, and the JSON documents of block editors.
 * @module
 */
import { type Draft, type Family, form, json } from "./draft.ts";
import { person, sentence, slug } from "./prose.ts";
import type { Random } from "./random.ts";
import { snippet } from "./snippets.ts";
import { HOSTS, NOUNS, RESOURCES } from "./words.ts";

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function inline(random: Random): string {
  const text = escaped(sentence(random));
  const url = `https://${random.pick(HOSTS)}/${slug(random)}?a=1&amp;b=2`;
  return random.pick([
    text,
    `<strong>${text}</strong>`,
    `<em>${text}</em>&nbsp;`,
    `<a href="${url}" target="_blank" rel="noopener noreferrer">${text}</a>`,
    `<span style="color: rgb(${
      random.int(0, 255)
    }, 0, 0); font-family: &quot;Open Sans&quot;, sans-serif;">${text}</span>`,
    `<span style="font-size:${random.int(8, 30)}.0pt;mso-ansi-language:EN-US">${text}<o:p></o:p></span>`,
    `<code>${escaped(snippet(random).code.split("\n")[0] ?? "")}</code>`,
    `<mark data-color="#ff0" style="background-color:#ff0">${text}</mark><br />`,
    `<a href="mailto:${random.pick(NOUNS)}@example.com">${escaped(person(random))}</a>`,
    `<u>${text}</u> <sub>${random.int(1, 9)}</sub><sup>n</sup>`,
    `<a class="mention" data-id="${random.int(1, 999)}" href="/users/${random.int(1, 999)}">@${random.pick(NOUNS)}</a>`,
  ]);
}

const BLOCKS: readonly ((random: Random) => string)[] = [
  (r) => `<p>${inline(r)} ${inline(r)}</p>`,
  (r) => `<h2 id="${slug(r)}" style="text-align:center">${inline(r)}</h2>\n<h3>${inline(r)}</h3>`,
  (r) => `<ul>${r.some(1, 4, () => `<li>${inline(r)}</li>`).join("")}</ul>`,
  (r) => `<ol start="${r.int(1, 5)}">\n${r.some(1, 3, () => `<li dir="ltr">${inline(r)}</li>`).join("\n")}\n</ol>`,
  (r) => `<blockquote cite="https://${r.pick(HOSTS)}/">${inline(r)}</blockquote>`,
  (r) =>
    `<figure class="image image-style-side"><img src="https://${r.pick(HOSTS)}/img/${
      r.hex(8)
    }.jpg?w=800&amp;h=600" alt="${
      escaped(sentence(r)).replaceAll('"', "&quot;")
    }" width="800" height="600" loading="lazy"><figcaption>${inline(r)}</figcaption></figure>`,
  (r) => `<img src="data:image/png;base64,${btoa(r.hex(40))}" alt="" />`,
  (r) =>
    `<table border="1" style="width:100%;border-collapse:collapse"><tbody><tr><th scope="col">${
      escaped(person(r))
    }</th><td colspan="2">${inline(r)}</td></tr></tbody></table>`,
  (r) => `<pre><code class="language-${snippet(r).language}">${escaped(snippet(r).code)}</code></pre>`,
  (r) =>
    `<p class="MsoNormal" style='margin-bottom:.0001pt;line-height:normal'><b><span lang="DE">${
      inline(r)
    }</span></b></p>`,
  () => `<hr>\n<p>&nbsp;</p>`,
  (r) => `<div class="ql-align-center"><br></div><p data-block="true">${inline(r)}</p>`,
  (r) => `<details><summary>${inline(r)}</summary><p>${inline(r)}</p></details>`,
  (r) => `<dl><dt>${escaped(r.pick(NOUNS))}</dt><dd>${inline(r)}</dd></dl>`,
  (r) => `<p style="text-indent: 2em; background: url(/img/${r.pick(NOUNS)}.png) #fff">${inline(r)}</p>`,
  (r) =>
    `<video controls poster="/p/${r.hex(6)}.jpg" width="640"><source src="https://${r.pick(HOSTS)}/${
      r.hex(6)
    }.mp4" type="video/mp4"></video>`,
];

/** HTML of a few blocks. */
export function html(random: Random): string {
  return random.some(1, 6, () => random.part(BLOCKS)(random)).join(random.pick(["", "\n"]));
}

function quill(random: Random): unknown {
  const ops = random.some(2, 6, () => ({
    insert: `${sentence(random)}\n`,
    attributes: random.pick<unknown>([{ bold: true }, { link: `https://${random.pick(HOSTS)}/` }, {
      "code-block": true,
    }, { header: 2 }]),
  }));
  return { ops: [...ops, { insert: { image: `data:image/png;base64,${btoa(random.hex(60))}` } }] };
}

function prosemirror(random: Random): unknown {
  const text = () => ({
    type: "text",
    text: sentence(random),
    marks: [{ type: "link", attrs: { href: `https://${random.pick(HOSTS)}/`, target: "_blank" } }],
  });
  const { language, code } = snippet(random);
  return {
    type: "doc",
    content: [
      ...random.some(1, 4, () => ({ type: "paragraph", content: [text()] })),
      { type: "codeBlock", attrs: { language }, content: [{ type: "text", text: code }] },
    ],
  };
}

function slate(random: Random): unknown {
  return random.some(
    1,
    5,
    () => ({
      type: "p",
      children: [{ text: sentence(random), bold: random.chance(0.5) }],
      url: `https://${random.pick(HOSTS)}`,
    }),
  );
}

/** Mail templates: HTML with placeholders and conditional comments. */
function mail(random: Random): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{{subject}}</title><style>td{padding:${
    random.int(1, 30)
  }px}</style></head><body><!--[if mso]><table><tr><td><![endif]--><p>Hi {{ user.first_name | default: "there" }},</p>${
    html(random)
  }<p>%%unsubscribe%% &copy; ${random.int(2020, 2026)}</p></body></html>`;
}

function svg(random: Random): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none"><title>${
    escaped(sentence(random))
  }</title><path d="M${random.int(1, 24)} 2L2 7l10 5 10-5z" stroke="currentColor" style="fill:#${
    random.hex(6)
  }"/></svg>`;
}

function draft(random: Random): Draft {
  const path = `/api/${random.pick(RESOURCES)}/${random.int(1, 9999)}`;
  const roll = random.int(0, 13);
  if (roll === 0) return json("PUT", path, { title: sentence(random), delta: quill(random) });
  if (roll === 1) return json("PUT", path, { title: sentence(random), document: prosemirror(random) });
  if (roll === 2) return json("POST", path, { value: slate(random) });
  if (roll === 3) {
    return json("POST", "/api/templates", { name: slug(random), html: mail(random), text: sentence(random) });
  }
  if (roll === 4) return json("POST", "/api/icons", { name: slug(random), svg: svg(random) });
  if (roll <= 7) {
    return form(path, { title: sentence(random), content: html(random), status: "draft", _token: random.hex(40) });
  }
  const field = random.pick(["content", "body", "html", "description", "comment", "message"]);
  return json(random.pick(["POST", "PUT", "PATCH"]), path, {
    title: sentence(random),
    [field]: html(random),
    tags: [random.pick(NOUNS)],
  });
}

/** Rich text. */
export const richText: Family = { name: "richtext", weight: 12, draft };
