/**
 * Server-side includes: directives in a comment that the web server or a cache in front of it carries out.
 * @module
 */
import { Char } from "../chars.ts";
import { Writing } from "../lex/prose.ts";
import { detectInViews } from "../report.ts";
import type { Detector, Rule } from "../types.ts";

/** `<!--#exec cmd="id"-->`. */
const DIRECTIVE: Rule = {
  id: "ssi.directive",
  category: "ssi",
  severity: "critical",
  level: 1,
  title: "Server-side include",
  why: "a web server with server-side includes runs the command, includes the file or prints the variable it names",
};

/** `<esi:include src=…>`. */
const EDGE_INCLUDE: Rule = {
  id: "ssi.edge-include",
  category: "ssi",
  severity: "critical",
  level: 1,
  title: "Edge-side include",
  why: "a cache that understands edge-side includes fetches what the tag names and puts it into the page",
};

/** Either inside a code span of a text. */
const QUOTED_DIRECTIVE: Rule = {
  id: "ssi.quoted-directive",
  category: "ssi",
  severity: "critical",
  level: 2,
  title: "Include quoted as code",
  why: "the include stands in a code span of a longer text; harmless unless the text itself is served with includes",
};

// The white space before `#` and after the name is what lenient servers accept.
const SSI =
  /<!--\s{0,9}#\s{0,9}(?:exec|include|echo|config|fsize|flastmod|printenv|set|if|elif|else|endif)(?:\s{1,9}[a-z_]{2,16}\s{0,3}=|\s{0,9}--|\s{0,9}$)/;
const ESI =
  /<(?:esi:(?:include|inline|vars|assign|debug|eval|function|choose|try|text|remove|comment)(?![a-z])|!--esi\s)/;

export const ssi: Detector = {
  name: "ssi",
  title: "Server-side includes",
  rules: [DIRECTIVE, EDGE_INCLUDE, QUOTED_DIRECTIVE],
  detect: (request) =>
    detectInViews(request, Char.angle, (view, _field, report) => {
      const { lower } = view;
      const directive = lower.includes("<!--") ? SSI.exec(lower) ?? ESI.exec(lower) : null;
      const match = directive ?? (lower.includes("<esi:") ? ESI.exec(lower) : null);
      if (!match) return;
      const from = match.index;
      const close = lower.indexOf(">", from);
      const to = close < 0 ? lower.length : close + 1;
      if (new Writing(view.text).isQuoted(from)) report(QUOTED_DIRECTIVE, from, to);
      else report(match[0].includes("esi") ? EDGE_INCLUDE : DIRECTIVE, from, to);
    }),
};
