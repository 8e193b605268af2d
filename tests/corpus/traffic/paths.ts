/**
 * Ways to a part of a document, by grammar: XPath, JSONPath, JMESPath and jq; and series of numbers as dashboards name them.
 * @module
 */
import { inCode, nameOf, quotedText } from "./conditions.ts";
import { filled } from "./prose.ts";
import type { Random } from "./random.ts";

type Make = (random: Random) => string;

const step: Make = (r) => filled(r, r.pick(["{R}", "{n}", "{W}", "*", "{n}-{F}", "x:{n}"]));

const XML_TESTS: readonly Make[] = [
  (r) => `@${nameOf(r)}=${quotedText(r)}`,
  (r) => `position() ${r.pick(["<", ">", "=", "<=", "!="])} ${r.int(1, 99)}`,
  (r) => `contains(${r.pick(["@class", ".", "text()"])}, ${quotedText(r)})`,
  (r) => `starts-with(@${nameOf(r)}, ${quotedText(r)})`,
  (r) => `${step(r)} ${r.pick(["=", "!=", ">", "<"])} ${r.pick([quotedText(r), String(r.int(1, 999))])}`,
  (r) => `not(@${nameOf(r)})`,
  (r) => `count(${step(r)}) ${r.pick([">", "="])} ${r.int(0, 9)} and ${step(r)}`,
  (r) => `normalize-space(${step(r)}) or @${nameOf(r)}`,
  () => "last()",
  (r) => String(r.int(1, 30)),
];

const ENDS = ["", "", "/text()", "/@id", "/..", "//*", "/following-sibling::*[1]", "/node()", "/name()"] as const;

/** XPath. */
export function xpath(random: Random): string {
  const steps = random.some(1, 4, () => {
    const tests = random.chance(0.5) ? random.some(1, 2, () => `[${random.pick(XML_TESTS)(random)}]`).join("") : "";
    return `${random.pick(["/", "/", "//"])}${step(random)}${tests}`;
  });
  return `${random.pick(["", "", "", "."])}${steps.join("")}${random.pick(ENDS)}`;
}

/** JSONPath. */
export function jsonPath(random: Random): string {
  const steps = random.some(1, 4, () =>
    random.pick([
      () => `.${step(random)}`,
      () => `..${step(random)}`,
      () => `[?(@.${inCode(random)})]`,
      () => `[?(@.${nameOf(random)} == ${quotedText(random)})]`,
      () => `[?(@.${nameOf(random)} ${random.pick(["<", ">", "!="])} ${random.int(1, 99)} && @.${nameOf(random)})]`,
      () => `['${nameOf(random)}']`,
      () => `[${random.pick(["*", "0", "-1:", "0:3", "(@.length-1)", "0,2"])}]`,
    ])());
  return `$${steps.join("")}`;
}

const QUERIES: readonly Make[] = [
  (r) => `${step(r)}[?${nameOf(r)}==${quotedText(r)}].{id: id, ${nameOf(r)}: ${nameOf(r)}}`,
  (r) => `${step(r)}[?contains(${nameOf(r)}, ${quotedText(r)}) && ${nameOf(r)} > \`${r.int(1, 99)}\`] | [0]`,
  (r) => `sort_by(${step(r)}, &${nameOf(r)})[-${r.int(1, 9)}:].${nameOf(r)} | join(', ', @)`,
  (r) =>
    `.${step(r)}[] | select(.${nameOf(r)} == ${quotedText(r, '"')} or .${nameOf(r)} > ${r.int(1, 99)}) | .${nameOf(r)}`,
  (r) => `map(select(.${nameOf(r)} | test("^${step(r)}"; "i"))) | length // ${r.int(0, 9)}`,
  (r) =>
    `$sum(${step(r)}.(${nameOf(r)} * $.${step(r)}[${nameOf(r)}=${quotedText(r, '"')}].qty)) ~> $round(${r.int(1, 9)})`,
  (r) =>
    `${step(r)}[${nameOf(r)} > ${r.int(1, 99)}].{"${nameOf(r)}": $string(${nameOf(r)}) & " " & $uppercase(${
      nameOf(r)
    })}`,
];

/** A way to a part of a document, in any of the languages for that. */
export function wayTo(random: Random): string {
  return random.pick([xpath, jsonPath, random.part(QUERIES)])(random);
}

const matcher: Make = (r) => `${nameOf(r).replaceAll(".", "_")}${r.pick(["=", "!=", "=~", "!~"])}${quotedText(r, '"')}`;

/** A series and what is calculated of it, as alerts and panels name it. */
export function series(random: Random): string {
  const metric = filled(
    random,
    random.pick(["{n}_{W}_total", "{W}_seconds_bucket", "{W}:{n}:rate5m", "node_{n}_bytes"]),
  );
  const labels = `{${random.some(0, 3, () => matcher(random)).join(random.pick([",", ", "]))}}`;
  const span = random.pick(["5m", "1h", "$__rate_interval", "30m:1m", "${window}"]);
  const rate = `${random.pick(["rate", "increase", "max_over_time", "irate"])}(${metric}${labels}[${span}])`;
  const sum = `${random.pick(["sum", "avg", "count", "max"])}${
    random.pick(["", " by (le, job) ", " without (pod) "])
  }(${rate})`;
  const shape = random.pick([
    () => sum,
    () =>
      `${sum} ${random.pick([">", "<", "/", "*", ">= bool"])} ${
        random.pick([String(random.int(1, 99)), "0.05", "${factor}"])
      }`,
    () =>
      `(${sum} or vector(${random.int(0, 1)})) ${random.pick(["*", "/"])} ${
        random.pick(["100", "${scale:raw}", "1e3"])
      }`,
    () => `histogram_quantile(0.${random.int(5, 99)}, ${sum}) unless on(job) ${metric}`,
    () => `1 - ${sum} / on(job) group_left ${sum}`,
    () => `absent(${metric}${labels}) and on() ${random.pick(["hour()", "day_of_week()"])} > ${random.int(1, 9)}`,
  ]);
  return shape();
}
