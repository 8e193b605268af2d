/**
 * Which sources may train the shipped weights: those whose licence is stated and permissive, and our own.
 * Others may be evaluated on, never trained on.
 * @module
 */

/** Source of the records → its licence. A name that ends in `*` stands for all that begin so. */
export const LICENCES: Readonly<Record<string, string>> = {
  "httpparams": "MIT",
  "ml-waf-granqvist": "MIT",
  "libinjection": "BSD-3-Clause",
  "libinjection-fp": "BSD-3-Clause",
  "csic2010": "MIT",
  "patt": "MIT",
  "crs-tests": "Apache-2.0",
  "hard-docs-deno": "MIT",
  "hard-docs-datasette": "Apache-2.0",
  "fuzzdb": "BSD-3-Clause, CC-BY-3.0",
  "apache-log-semicomplete": "Apache-2.0",
  "blns": "MIT",
  "payloadbox": "MIT",
  "hard-names": "our own",
  "hard-tokens": "our own",
  "hard-api-json": "our own",
  "gen-*": "our own",
  "ours-*": "our own",
};

/** Licence of a source, or undefined when it may not be trained on. */
export function licenceOf(source: string): string | undefined {
  const exact = LICENCES[source];
  if (exact !== undefined) return exact;
  const prefix = Object.keys(LICENCES).find((name) => name.endsWith("*") && source.startsWith(name.slice(0, -1)));
  return prefix === undefined ? undefined : LICENCES[prefix];
}
