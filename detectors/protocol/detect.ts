/**
 * Protocol policy: forms of a request that readers disagree on.
 *
 * Catches: unknown methods, overrides, doubled headers, smuggling, charsets that hide ASCII, duplicate JSON keys,
 * multipart forms that parsers tell apart. The request's parser sees them and leaves notes; this gives them weight.
 * Misses: what the server in front has already resolved, chunked bodies for example.
 * Source: EVASIONS 13–15 and 63–91, OWASP CRS 920–922, RFC 9112, RFC 7578.
 * @module
 */
import { findingOf } from "../report.ts";
import type { Detector, Evidence, Finding, InspectedRequest, ProtocolNote } from "../types.ts";
import { RULE_OF } from "./rules.ts";

export const protocol: Detector = {
  name: "protocol",
  title: "Protocol policy",
  rules: [...RULE_OF.values()],
  detect(request) {
    const findings: Finding[] = [];
    for (const note of request.notes) {
      const rule = RULE_OF.get(note.code);
      if (rule) findings.push(findingOf(rule, placeOf(request, note)));
    }
    return findings;
  },
};

function placeOf({ fields }: InspectedRequest, { field, start, end, detail }: ProtocolNote): Evidence | undefined {
  if (field === undefined || start === undefined || end === undefined) return undefined;
  return { field, view: 0, start, end, text: fields[field]?.raw.slice(start, end).slice(0, detail.length) ?? detail };
}
