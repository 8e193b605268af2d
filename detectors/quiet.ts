/**
 * Paths in which the detectors found nothing. Each request carries one, an API has a few hundred, and what a detector
 * says of a path hangs on the path and the method alone: it need not be read again.
 * @module
 */
import { inspectedField } from "./decode/mod.ts";
import { MAX_QUIET_PATH, MAX_QUIET_PATHS } from "./limits.ts";
import type { Finding, InspectedField, InspectedRequest } from "./types.ts";

/** The field that holds the whole path stands first. */
const PATH = 0;

/** What one list of detectors has nothing to say of, by method and path. */
export class QuietPaths {
  readonly #methods = new Map<string, Map<string, InspectedField>>();
  #size = 0;

  /** The whole path as a field, where nothing was found in it before. */
  get(method: string, path: string): InspectedField | undefined {
    return this.#methods.get(method)?.get(path);
  }

  /** Remembers a path in which nothing was found and that has one reading. A full memory begins anew. */
  learn({ method, path, fields }: InspectedRequest, findings: readonly Finding[]): void {
    const field = fields[PATH];
    if (!field || field.quiet || field.role !== "value" || field.views.length > 1) return;
    if (path.length > MAX_QUIET_PATH || this.get(method, path)) return;
    for (const { evidence } of findings) if (evidence?.field === PATH) return;
    if (this.#size >= MAX_QUIET_PATHS) {
      this.#methods.clear();
      this.#size = 0;
    }
    let paths = this.#methods.get(method);
    if (!paths) this.#methods.set(method, paths = new Map());
    paths.set(path, inspectedField(field, field.views, true));
    this.#size++;
  }
}
