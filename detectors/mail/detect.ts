/**
 * Mail header injection: form fields that add recipients or a body of their own to a message.
 *
 * Misses, on purpose: header-like lines in fields that hold a message, where people write and quote them.
 * @module
 */
import { Char } from "../chars.ts";
import { detectInViews, type Report } from "../report.ts";
import type { Detector, InspectedField, Level, Rule, Severity, View } from "../types.ts";

function rule(name: string, level: Level, severity: Severity, title: string, why: string): Rule {
  return { id: `mail.${name}`, category: "mail", severity, level, title, why };
}

const HEADER = rule(
  "header",
  1,
  "critical",
  "Injected mail header",
  "a line break in the value is followed by a header that adds recipients or changes the message",
);
const SMTP = rule(
  "smtp-command",
  1,
  "critical",
  "Injected mail command",
  "a line break in the value is followed by a command of a mail protocol",
);
const RECIPIENTS = rule(
  "many-recipients",
  2,
  "warning",
  "Many recipients",
  "a field for an address holds a list of many",
);

/** Mail header injection. */
export const mail: Detector = {
  name: "mail",
  title: "Mail header injection",
  rules: [HEADER, SMTP, RECIPIENTS],
  detect: (request) => detectInViews(request, Char.control | Char.at | Char.backslash, detectView),
};

/** Fields that hold one line: an address, a name, a subject. */
const ONE_LINE =
  /^(?:.*[._[/-])?(?:e?-?mail|e_?mail_?address|address|from|to|cc|bcc|reply_?to|sender|recipients?|contact|subject|betreff|name|first_?name|last_?name|full_?name|user(?:name)?|phone|title|company|visitor_?email|your_?(?:e?mail|name|subject))\]?$/i;
/** Addresses in a field for one of them that are a mailing. */
const MANY = 10;

function detectView(view: View, field: InspectedField, report: Report): void {
  if (field.role !== "value" || field.source === "path" || field.source === "header") return;
  const { text, chars } = view;
  if (chars & (Char.control | Char.backslash)) detectHeaders(view, field, report);
  if (chars & Char.at && text.length < 20_000 && ONE_LINE.test(field.name)) {
    let count = 0;
    for (let at = text.indexOf("@"); at >= 0 && count < MANY; at = text.indexOf("@", at + 1)) count++;
    if (count >= MANY) report(RECIPIENTS, 0, text.length);
  }
}

const MAIL_HEADER =
  /^\s{0,4}(bcc|cc|to|from|reply-to|sender|return-path|subject|content-type|content-transfer-encoding|content-disposition|mime-version|x-mailer|x-priority|disposition-notification-to)\s{0,2}:\s{0,4}(\S[^\r\n]{0,200})/i;
/** A tagged command of IMAP behind a mailbox name. */
const IMAP =
  /^[a-z]{0,4}\d{1,4}\s(?:select|examine|fetch|list|lsub|append|copy|(?:uid\s)?store|logout|create|delete|rename|login|authenticate)\b/i;
/** The greeting of SMTP, which is followed by a host's name and nothing else. */
const GREETING = /^\s{0,4}(?:helo|ehlo)\s[\w.-]{1,80}\.[a-z]{2,12}\s*$/i;
const COMMAND =
  /^\s{0,4}(?:rcpt to\s*:|mail from\s*:|data\s*$|helo\s|ehlo\s|a?\d{0,4}\s?(?:capability|fetch \d|logout|login \S+ \S+)\s*$|quit\s*$)/i;

function detectHeaders(view: View, field: InspectedField, report: Report): void {
  const { text } = view;
  const breaks = /\r\n|\r|\n|\\r\\n|\\n/g;
  for (let n = 0; n < 12; n++) {
    const found = breaks.exec(text);
    if (!found) return;
    const next = found.index + found[0].length;
    const line = text.slice(next, next + 240);
    const head = MAIL_HEADER.exec(line);
    const end = Math.min(text.length, next + (head?.[0].length ?? 20));
    if (head && isInjected(view, field, found.index, head)) return report(HEADER, found.index, end);
    if (IMAP.test(line) && isFirstLineShort(text, found.index)) return report(SMTP, found.index, end);
    if (GREETING.test(line.split(/[\r\n]/, 1)[0]!) && isFirstLineShort(text, found.index)) {
      return report(SMTP, found.index, end);
    }
    if (
      COMMAND.test(line.split(/[\r\n]/, 1)[0]!) && isFirstLineShort(text, found.index) &&
      /rcpt to|mail from/i.test(text)
    ) {
      return report(SMTP, found.index, end);
    }
  }
}

/** The header has a header's value, and what stands before it is one word, an address or a name. */
function isInjected(view: View, field: InspectedField, at: number, head: RegExpExecArray): boolean {
  const name = head[1]!.toLowerCase();
  const value = head[2]!;
  const oneLine = ONE_LINE.test(field.name);
  const encoded = view.steps.some(({ decoder }) => decoder.startsWith("percent")) && field.syntax !== "percent";
  const address = /[^\s@]{1,64}@[\w-]{1,63}\.[\w.-]{2,}/.test(value);
  const mime = /^(?:multipart\/|text\/(?:html|plain)|1\.0|base64|quoted-printable)/i.test(value);
  const text = view.text;
  // Behind an empty line stands a message's body, where people quote headers.
  if (!oneLine && (/^\s{0,4}[\r\n]/.test(head[0]) || /\n[ \t]{0,8}\r?$/.test(text.slice(0, at)))) return false;
  if (name === "subject") {
    return (oneLine || encoded) && isFirstLineShort(text, at) && /\S+@\S+/.test(text.slice(0, at));
  }
  if (!address && !mime) return false;
  if (name === "bcc" || name === "cc") return isFirstLineShort(text, at);
  if (oneLine) return isFirstLineShort(text, at);
  // One header more than a person would type below one word.
  const second = MAIL_HEADER.test(text.slice(at + head[0].length).replace(/^[^\r\n]*[\r\n]+/, ""));
  if (second || (name === "reply-to" && /\r/.test(text))) return !/\s/.test(text.slice(0, at).trim()) && at < 60;
  return encoded && isFirstLineShort(text, at) && /^\S+@\S+$/.test(text.slice(0, at).trim());
}

/** Up to four words on the lines before. */
function isFirstLineShort(text: string, at: number): boolean {
  return at < 120 && text.slice(0, at).trim().split(/\s+/).length <= 4;
}
