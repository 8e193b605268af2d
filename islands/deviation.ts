/**
 * What only the server can know of a request: how it departs from what is usual. The page takes it from the event and
 * adds it to its own verdict, so that the sum on the glass is the server's.
 * @module
 */
import { type Deviation, PROFILE_RULES } from "../detectors/anomaly/profile/rules.ts";
import { findingOf } from "../detectors/report.ts";
import type { Evidence, InspectedRequest } from "../detectors/types.ts";
import type { EventFinding, SecurityEvent } from "../guard/types.ts";

/** The deviation that the server found, on the bytes of the request as the page knows it. */
export function deviationOf(request: InspectedRequest, { findings, lift = 0 }: SecurityEvent): Deviation | undefined {
  for (const rule of Object.values(PROFILE_RULES)) {
    const found = findings.find((finding) => finding.rule === rule.id);
    if (found) return { finding: findingOf(rule, evidenceOf(request, found), found.why), lift };
  }
  return undefined;
}

function evidenceOf({ fields }: InspectedRequest, { field, span, text = "" }: EventFinding): Evidence | undefined {
  if (!field || !span) return undefined;
  const [start, end] = span;
  const index = fields.findIndex(({ source, name, role, raw }) =>
    source === field.source && name === field.name && role === field.role && end <= raw.length
  );
  return index < 0 ? undefined : { field: index, view: 0, start, end, text };
}
