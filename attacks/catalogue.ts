/**
 * Where each kind of attack stands in the catalogues: CWE, OWASP API Top 10, CAPEC, ATT&CK.
 * @module
 */
import type { Category } from "../detectors/types.ts";

const GUESSING = ["CWE-307", "API2:2023"] as const;

/** References by kind, the weakness first. What is only unusual is no entry of a catalogue. */
export const CATALOGUE: Readonly<Record<Category, readonly string[]>> = {
  "sqli": ["CWE-89", "CAPEC-66"],
  "xss": ["CWE-79", "CAPEC-63"],
  "traversal": ["CWE-22", "CAPEC-126"],
  "rfi": ["CWE-98", "CAPEC-193"],
  "rce": ["CWE-78", "CAPEC-88"],
  "ssti": ["CWE-1336", "CAPEC-242"],
  "code": ["CWE-94", "CAPEC-242"],
  "nosqli": ["CWE-943", "CAPEC-676"],
  "ssrf": ["CWE-918", "API7:2023", "CAPEC-664"],
  "xxe": ["CWE-611", "CAPEC-221"],
  "ldap": ["CWE-90", "CAPEC-136"],
  "xpath": ["CWE-643", "CAPEC-83"],
  "crlf": ["CWE-113", "CAPEC-34"],
  "ssi": ["CWE-97", "CAPEC-101"],
  "protopollution": ["CWE-1321"],
  "mail": ["CWE-93", "CAPEC-183"],
  "graphql": ["CWE-770", "API4:2023"],
  "redirect": ["CWE-601"],
  "upload": ["CWE-434"],
  "scanner": ["CAPEC-310", "T1595.002"],
  "protocol": ["CWE-436"],
  "evasion": ["CWE-173", "CAPEC-267"],
  "anomaly": [],
  "rate-limit": ["CWE-770", "API4:2023"],
  "brute-force": [...GUESSING, "CAPEC-49", "T1110.001"],
  "spraying": [...GUESSING, "CAPEC-565", "T1110.003"],
  "stuffing": [...GUESSING, "CAPEC-600", "T1110.004"],
  "distributed-brute-force": [...GUESSING, "CAPEC-49", "T1110"],
  "enumeration": ["CWE-639", "API1:2023"],
  "login-surge": [...GUESSING, "T1110"],
};
