/**
 * References to the catalogues of weaknesses and attacks.
 * @module
 */
import { AttackError } from "./front_matter.ts";

const REFERENCE = /^(CWE-\d{1,4}|API\d{1,2}:2023|A\d\d:2025|CAPEC-\d{1,3}|T\d{4}(\.\d{3})?)$/;

/** Splits `CWE-89, API8:2023` and checks each. */
export function parseRefs(file: string, value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  const refs = value.split(", ");
  const wrong = refs.find((ref) => !REFERENCE.test(ref));
  if (wrong !== undefined) throw new AttackError(file, `unknown reference '${wrong}'`);
  return refs;
}

/** Address of the page that explains a reference. */
export function refLink(ref: string): string {
  if (ref.startsWith("CWE-")) return `https://cwe.mitre.org/data/definitions/${ref.slice(4)}.html`;
  if (ref.startsWith("CAPEC-")) return `https://capec.mitre.org/data/definitions/${ref.slice(6)}.html`;
  if (ref.startsWith("API")) return "https://owasp.org/API-Security/editions/2023/en/0x11-t10/";
  if (ref.startsWith("T")) return `https://attack.mitre.org/techniques/${ref.replace(".", "/")}/`;
  return "https://owasp.org/Top10/";
}
