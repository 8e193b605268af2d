/**
 * Where the project lies.
 * @module
 */

/** The project's root folder, without a slash at the end. */
export const ROOT = decodeURIComponent(new URL("../..", import.meta.url).pathname).replace(/\/$/, "");

/** Path relative to the root, or undefined for anything outside of the project. */
export function fromFileUrl(specifier: string): string | undefined {
  if (!specifier.startsWith("file://")) return undefined;
  const path = decodeURIComponent(new URL(specifier).pathname);
  return path.startsWith(`${ROOT}/`) && !path.includes("/node_modules/") ? path.slice(ROOT.length + 1) : undefined;
}
