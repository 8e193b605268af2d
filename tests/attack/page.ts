/**
 * A run as one HTML file that opens without a server: grade, tables, and every attack that came through.
 * @module
 */
import type { HttpRequest } from "../../attacks/types.ts";
import type { Counts, TruthCounts } from "./report.ts";
import type { Run } from "./run.ts";

const STYLE = ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;" +
  "margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}h1{font-size:1.5rem}.box{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}" +
  "th,td{padding:.25rem .5rem;text-align:right;white-space:nowrap;border-bottom:1px solid #8888}th:first-child,td:first-child" +
  "{text-align:left}pre{white-space:pre-wrap;border-left:3px solid #8888;padding-left:1rem}.grade{font-size:3rem;margin:0}";

/** Balanced accuracy: the mean of the share of attacks caught and the share of innocents let through; NaN without either. */
export function balancedAccuracy({ caught, missed, falseAlarm, rightlyAllowed }: TruthCounts): number {
  return (caught / (caught + missed) + rightlyAllowed / (falseAlarm + rightlyAllowed)) / 2;
}

const STEPS: readonly (readonly [least: number, grade: string])[] = [
  [0.98, "A"],
  [0.95, "B"],
  [0.9, "C"],
  [0.8, "D"],
];

const GRADES = `${STEPS.map(([least, grade]) => `${grade} from ${least}`).join(", ")}, F below.`;

/** A letter for a balanced accuracy; `–` where one half is missing. */
export function gradeOf(accuracy: number): string {
  if (Number.isNaN(accuracy)) return "–";
  return STEPS.find(([least]) => accuracy >= least)?.[1] ?? "F";
}

/** The whole file. `title` says what was tested; `at` when. */
export function toPage({ tally, check, seconds }: Run, title: string, at: Date): string {
  const truth = tally.truth();
  const accuracy = balancedAccuracy(truth);
  const rows = [...tally.rows(), ["total", tally.counts()] as const];
  const { caught, missed, falseAlarm, rightlyAllowed } = truth;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title><style>${STYLE}</style></head><body>
<h1>${escape(title)}</h1>
<p>${at.toISOString()}, ${seconds.toFixed(1)} s, ${tally.counts().sent} requests. ${escape(check.sentence)}</p>
<p class="grade">${gradeOf(accuracy)}</p>
<p>${Number.isNaN(accuracy) ? "No grade without both attacks and innocents." : GRADES}</p>
<p>Balanced accuracy ${Number.isNaN(accuracy) ? "unknown" : accuracy.toFixed(3)}: the mean of attacks caught
(${caught} of ${caught + missed}) and innocents let through (${rightlyAllowed} of ${falseAlarm + rightlyAllowed}).
Floods, which only a counter can judge, are left out.</p>
<h2>By kind</h2>
<div class="box"><table><thead><tr><th>kind</th><th>sent</th><th>blocked</th><th>limited</th><th>passed</th><th>errors</th></tr></thead>
<tbody>${rows.map(([name, counts]) => row(name, counts)).join("")}</tbody></table></div>
<h2>Missed</h2>
${list(tally.mistakes("attack"), "No attack came through.")}
<h2>False alarms</h2>
${list(tally.mistakes("benign"), "No innocent request was refused.")}
</body></html>
`;
}

function row(name: string, { sent, blocked, limited, passed, errors }: Counts): string {
  return `<tr><td>${escape(name)}</td>${
    [sent, blocked, limited, passed, errors].map((n) => `<td>${n}</td>`).join("")
  }</tr>`;
}

function list(mistakes: ReturnType<Run["tally"]["mistakes"]>, none: string): string {
  if (mistakes.length === 0) return `<p>${none}</p>`;
  return mistakes.map(({ attack, request, count }) =>
    `<h3>${escape(attack.title)}</h3><p>${escape(attack.id)}, ${count === 1 ? "once" : `${count} times`}. ` +
    `${escape(attack.summary)}</p><pre>${escape(textOf(request))}</pre>`
  ).join("\n");
}

/** The request with its headers, for the attack may be in one of them; the played address is none of its own. */
function textOf({ method, target, headers, body }: HttpRequest): string {
  const own = headers.filter(([name]) => name !== "x-demo-ip").map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${target}`, ...own, ...body ? ["", body] : []].join("\n");
}

/** Text as HTML shows it: a report of attacks must not be one. */
function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
