/**
 * Sentences: what people type into fields. Grammar with slots, so that no two seeds say quite the same.
 * @module
 */
import type { Random } from "./random.ts";
import {
  ADJECTIVES,
  CITIES,
  COMPANIES,
  FIELD_NAMES,
  FIRST_NAMES,
  HOSTS,
  LAST_NAMES,
  NATIVE_NAMES,
  NOUNS,
  PRODUCTS,
  RESOURCES,
  VERBS,
} from "./words.ts";

const SENTENCES = [
  "Could you please {v} the {a} {n} for {p}?",
  "I don't think we should {v} the {n} -- it's {a}.",
  "The {n} wasn't delivered; {p} says it's still in {c}.",
  "Let's {v} this {n} and {v} the other one (again).",
  "Please select one or more options from the {n} below.",
  "Where do I {v} my {n}? I can't find it anywhere!",
  "I'd like to order {i} x {g} & have it sent to {c}.",
  "It costs ${i}.{j}, i.e. {j}% less than last year.",
  '{p} and {p} can\'t agree on the {n}: "{a}" or "{a}"?',
  "Drop me a line at {u}@example.com or call +1 (555) 01{j}.",
  "My cat sleeps on the {n}; is that {a}?",
  "If x > {i} and y < {j} then the {n} is {a}.",
  "He said 'I'll {v} it tomorrow' -- and then he didn't...",
  "Union members like {p} select their own {n} from the table.",
  "Update: the {n} has been moved where it belongs; set it to {a}.",
  "Insert the {n} into the slot, then exec the {a} plan.",
  "Read https://{h}/{n}/{i}?ref={u}&lang=en#top for the details.",
  "See http://localhost:{k}/{n} after you {v} the dev server.",
  "We grant all {n}s to everyone, or 1 of them at least.",
  "Create table reservations for {p} at 8:{j} pm; group by 4.",
  "It's {i}/{j} done :-) <3",
  "e.g. {a}/{a}; cf. §{j}(b) & fn. {i}",
  "{g} or {g}? I'd go for the {a} one: 5'{j}\" is enough.",
  "Having {i} {n}s and having to {v} them is not the same!",
  "What's the difference between '{v}' and \"{v}\"?",
  "=> {n} {a} <= (see above)",
  "100% {a} | {i}% {a}; the rest is *{n}*",
  "Ask {o} (attn. {p}) about invoice #{i}-{j}.",
  "The script for the school play is {a}, alert the {n} team!",
  "Wait for {p} to {v} it; delay is {i} min.",
  "I love <{n}> so much <- this",
  "Type {v} and press Enter; then cat the {n}.",
  "Not null, not {a}: just right.",
  "Between you & me: 1 and 1 make {j}.",
  "1) {v} it 2) {v} it 3) ??? 4) profit",
  "[{n}] {a}: {v} {i} of {j} {n}s",
  'The {n} is <a href="{L}">here</a>, and the {a} one there.',
  '{a} {n} <A HREF="{L}">{W}</A>',
  '{j}" {a} {n} or {j}.{j}", #{j}',
  '{W} <A HREF="{L}">{h}</A>',
  'My {n}: <a href="{L}">{n}.{W}</a>',
  "<a href={L}>{a} {n}</a>, <b>{v}</b> or <i>{v}</i>",
] as const;

const OTHER_LANGUAGES = [
  "L'ordre n'a pas été livré à {c}, c'est l'{i}e fois !",
  "Qu'est-ce qu'il y a d'autre aujourd'hui, {p} ?",
  "Die Größe „{g}“ paßt nicht; bitte {i} Stück zurück & {j} neu.",
  "Wie heißt der Ort – {c} oder {c}?",
  "¿Dónde está el pedido nº {i}? ¡Gracias, {p}!",
  "Não recebi a fatura nº {i}; é possível reenviá-la?",
  "注文番号{i}の商品「{g}」はいつ届きますか？",
  "请问订单 {i} 什么时候发货？谢谢，{p}。",
  "주문 {i}번 취소해 주세요 ({p}).",
  "Где мой заказ №{i}? Пишите на {u}@example.com — {p}",
  "أين طلبي رقم {i}؟ شكراً، {p}",
  "איפה ההזמנה שלי {i}? תודה, {p}",
  "Dov'è l'ordine n. {i}? Dell'altro: {a} o {a}?",
  "Sipariş no: {i}, adres: {c} – teşekkürler {p}'e",
  "Zamówienie nr {i} nie dotarło do {c} ({p}).",
  "मेरा ऑर्डर {i} कहाँ है? — {p}",
  "คำสั่งซื้อ {i} อยู่ที่ไหน? ({p})",
  "Đơn hàng số {i} của tôi đâu rồi, {p}?",
  "Πού είναι η παραγγελία {i}; Ευχαριστώ, {p}",
  "Waar blijft m'n bestelling {i} uit 's-Gravenhage?",
  "Var är min order {i}? Skickas från {c}?",
  "Hvor er ordre {i}? Send den til {c} / {p}",
  "🙏🏽 {p} 😀👍 {n} 🚀🚀 #{n} @{u} :)",
  "Kde je objednávka č. {i}? ({p}; {c})",
] as const;

/** A person, in any script. */
export function person(random: Random): string {
  if (random.chance(0.2)) return random.part(NATIVE_NAMES);
  return `${random.part(FIRST_NAMES)} ${random.part(LAST_NAMES)}`;
}

/** Fills the slots of a template: one letter in braces, see `slotOf`. */
export function filled(random: Random, template: string): string {
  return template.replace(/\{(.)\}/g, (whole, slot: string) => slotOf(random, slot) ?? whole);
}

function slotOf(random: Random, slot: string): string | undefined {
  switch (slot) {
    case "n":
      return random.pick(NOUNS);
    case "v":
      return random.pick(VERBS);
    case "a":
      return random.pick(ADJECTIVES);
    case "p":
      return person(random);
    case "c":
      return random.part(CITIES);
    case "g":
      return random.part(PRODUCTS);
    case "o":
      return random.part(COMPANIES);
    case "h":
      return random.pick(HOSTS);
    case "u":
      return `${random.pick(NOUNS)}${random.pick([".", "_", "+", "-"])}${random.pick(VERBS)}`;
    case "i":
      return String(random.int(1, 99_999));
    case "j":
      return String(random.int(10, 99));
    case "k":
      return String(random.pick([3000, 5173, 8000, 8080, 4200, 1337]));
    case "L":
      return linkOf(random);
    case "W":
      return madeUp(random);
    case "F":
      return random.pick(FIELD_NAMES);
    case "R":
      return random.pick(RESOURCES);
    case "D":
      return random.date().toISOString().slice(0, 10);
    case "T":
      return random.date().toISOString();
    case "X":
      return random.hex(8);
  }
  return undefined;
}

/** Where a link may lead: to a page of the same site, of another, up, or within the page. */
function linkOf(random: Random): string {
  const page = random.pick(NOUNS);
  return random.pick([
    `/${page}.html`,
    `/${madeUp(random)}/${page}/`,
    `https://${random.pick(HOSTS)}/${page}`,
    random.pick(["../", `../${page}/`, `../../${page}.htm`]),
    `#${page}`,
    `${random.pick(["", "/"])}${page.toUpperCase()}.HTM${random.pick(["", "L"])}`,
  ]);
}

/** A word that is in no list: two to four syllables. */
export function madeUp(random: Random): string {
  const syllable = () => random.pick([..."bdfgklmnprstvz"]) + random.pick(["a", "e", "i", "o", "u", "ai", "or", "en"]);
  return random.some(2, 4, syllable).join("");
}

/** One sentence; one in four is not English. */
export function sentence(random: Random): string {
  return filled(random, random.chance(0.25) ? random.part(OTHER_LANGUAGES) : random.part(SENTENCES));
}

/** One to `most` sentences. */
export function paragraph(random: Random, most = 4): string {
  const text = random.some(1, most, () => sentence(random)).join(random.chance(0.15) ? "\n" : " ");
  return random.chance(0.1) ? `${heading(random)}\n${text}` : text;
}

/** A heading, underlined as in plain text files. */
function heading(random: Random): string {
  const title = filled(random, random.pick(["{W} {n}", "{a} {n} ({D})", "{j}.{j} ({D})", "{n}_{W}({n})"]));
  return `${title}\n${random.pick(["-", "=", "~"]).repeat(title.length)}`;
}

/** A name as in `blue-kettle-42`. */
export function slug(random: Random): string {
  return `${random.pick(NOUNS)}-${random.pick(VERBS)}-${random.int(1, 999)}`;
}
