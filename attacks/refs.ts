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

/** Pages of the OWASP API Security Top 10 of 2023, in order. */
const API_TOP_10 = [
  "0xa1-broken-object-level-authorization",
  "0xa2-broken-authentication",
  "0xa3-broken-object-property-level-authorization",
  "0xa4-unrestricted-resource-consumption",
  "0xa5-broken-function-level-authorization",
  "0xa6-unrestricted-access-to-sensitive-business-flows",
  "0xa7-server-side-request-forgery",
  "0xa8-security-misconfiguration",
  "0xa9-improper-inventory-management",
  "0xaa-unsafe-consumption-of-apis",
];

/** Address of the OWASP cheat sheet of that name. */
export function fixLink(name: string): string {
  return `https://cheatsheetseries.owasp.org/cheatsheets/${name}_Cheat_Sheet.html`;
}

/** Address of the page that explains a reference. */
export function refLink(ref: string): string {
  if (ref.startsWith("CWE-")) return `https://cwe.mitre.org/data/definitions/${ref.slice(4)}.html`;
  if (ref.startsWith("CAPEC-")) return `https://capec.mitre.org/data/definitions/${ref.slice(6)}.html`;
  if (ref.startsWith("API")) {
    const page = API_TOP_10[Number(ref.slice(3, ref.indexOf(":"))) - 1] ?? "0x11-t10";
    return `https://owasp.org/API-Security/editions/2023/en/${page}/`;
  }
  if (ref.startsWith("T")) return `https://attack.mitre.org/techniques/${ref.replace(".", "/")}/`;
  return "https://owasp.org/Top10/";
}
