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

/** What one list of detectors has nothing to say of. A detector that looks beyond a field's views must not skip it. */
export class QuietPaths {
  readonly #fields = new Map<string, InspectedField>();

  /** The whole path as a field, where nothing was found in it before. */
  get(method: string, path: string): InspectedField | undefined {
    const field = this.#fields.get(path);
    return field?.quiet === method ? field : undefined;
  }

  /** Remembers a path in which nothing was found and that has one reading. The oldest makes room. */
  learn({ method, path, fields }: InspectedRequest, findings: readonly Finding[]): void {
    const field = fields[PATH];
    if (!field || field.quiet === method || path.length > MAX_QUIET_PATH) return;
    if (field.role !== "value" || field.views.length > 1) return;
    for (const { evidence } of findings) if (evidence?.field === PATH) return;
    if (this.#fields.size >= MAX_QUIET_PATHS) {
      const [oldest] = this.#fields.keys();
      if (oldest !== undefined) this.#fields.delete(oldest);
    }
    this.#fields.set(path, inspectedField(field, field.views, method));
  }
}
