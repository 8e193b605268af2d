/**
 * HTML as programs write it, without active content: parts of a page, mails, exported documents, what a replay records.
 * @module
 */
import { sentence, slug } from "./prose.ts";
import type { Random } from "./random.ts";
import { HOSTS, NOUNS } from "./words.ts";

function plain(random: Random): string {
  return sentence(random).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function style(random: Random): string {
  return random.some(1, 3, () =>
    random.pick([
      `background-image: url('https://${random.pick(HOSTS)}/bg/${random.hex(6)}.webp')`,
      `background:url(../img/${random.pick(NOUNS)}-2x.png) no-repeat 50% / cover`,
      `width: calc(100% - ${random.int(8, 64)}px)`,
      `color:#${random.hex(6)};margin:0 ${random.int(1, 9)}px !important`,
      `font: 400 ${random.int(10, 24)}px/1.5 'Segoe UI', Arial, sans-serif`,
      `transform: translate(-50%, ${random.int(1, 99)}%) scale(1.${random.int(1, 9)})`,
      `--gap: ${random.int(1, 9)}rem; display: grid`,
      `mso-table-lspace:0pt;mso-padding-alt:0in ${random.int(1, 9)}.4pt 0in`,
    ])).join("; ");
}

/** One element with what is in it. */
export function element(random: Random): string {
  const words = plain(random);
  return random.pick([
    `<div class="card card--${random.pick(NOUNS)}" style="${style(random)}"><span>${words}</span></div>`,
    `<button type="button" aria-label="${random.pick(NOUNS)}" data-id="${
      random.int(1, 999)
    }" disabled>${words}</button>`,
    `<a class="btn" href="/${slug(random)}?tab=${random.pick(NOUNS)}&amp;page=${
      random.int(1, 9)
    }" role="button">${words}</a>`,
    `<input type="text" name="${random.pick(NOUNS)}[${random.int(0, 9)}]" value="${
      random.int(1, 99)
    }" placeholder="…">`,
    `<img src="/media/${random.hex(8)}.avif" srcset="/m/${random.hex(4)}.png 2x" alt="" style="${style(random)}">`,
    `<td align="right" valign="top" bgcolor="#${random.hex(6)}" style="${style(random)}">${words}</td>`,
    `<p align="center"><img width="${random.int(16, 400)}" src="https://${random.pick(HOSTS)}/badge/${
      slug(random)
    }.svg"></p>`,
    `<label for="${slug(random)}">${words}<select><option value="${
      random.int(1, 9)
    }" selected>…</option></select></label>`,
    `<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-${random.pick(NOUNS)}"></use></svg>`,
    `<svg viewBox="0 0 ${random.int(16, 64)} 24" role="img"><title>${words}</title><path fill="none" stroke="#${
      random.hex(3)
    }" d="M${random.int(1, 9)} 2l7 ${random.int(1, 9)}v-5z"/></svg>`,
    `<img src="data:image/${random.pick(["png", "gif", "webp"])};base64,${
      btoa(String.fromCharCode(...random.bytes(random.int(20, 60))))
    }" alt="">`,
    `<time datetime="${random.date().toISOString()}">${words}</time><wbr><small>v${random.int(1, 9)}</small>`,
  ]);
}

/** A part of a page. */
export function page(random: Random): string {
  const [open, close] = random.pick([
    [`<section id="${slug(random)}">`, "</section>"],
    [`<table role="presentation" cellpadding="0" width="${random.int(300, 640)}"><tr>`, "</tr></table>"],
    ['<main class="grid"><header><nav></nav></header>', "<footer>&copy;</footer></main>"],
    [`<div style="${style(random)}">\n  `, "\n</div>"],
    [`<!-- ${random.pick(NOUNS)} -->\n<article lang="de" dir="auto">`, "</article>"],
  ]);
  return `${open}${random.some(1, 5, () => element(random)).join(random.pick(["", "\n", "\n    "]))}${close}`;
}
