/**
 * Deep merge, wrong and right. The objects have a prototype of their own, made for one request, which stands where
 * Object.prototype stands in a real program: what pollutes it is gone with the request.
 * @module
 */

/** An object whose prototype is the sandbox's. */
export type SandboxObject = Record<string, unknown>;

/** Deepest nesting that is merged. */
const MOST_DEPTH = 8;

/** A fresh prototype and a maker of objects that inherit from it. */
export interface Sandbox {
  readonly prototype: SandboxObject;
  create(values?: Readonly<Record<string, unknown>>): SandboxObject;
}

/** Makes a sandbox. `__proto__` and `constructor` behave as on every object in JavaScript. */
export function createSandbox(): Sandbox {
  const prototype: SandboxObject = Object.create(null);
  Object.defineProperty(prototype, "__proto__", {
    get(this: object) {
      return Object.getPrototypeOf(this);
    },
    set() {},
    configurable: true,
  });
  const constructor: SandboxObject = Object.create(null);
  constructor.prototype = prototype;
  Object.defineProperty(prototype, "constructor", { value: constructor, configurable: true });
  return {
    prototype,
    create: (values = {}) => Object.assign(Object.create(prototype), values),
  };
}

/** Copies every key, as a naive merge does: `__proto__` leads into the prototype that all objects share. */
export function mergeWeakly(sandbox: Sandbox, target: SandboxObject, source: unknown, depth = 0): void {
  if (!isObject(source) || depth > MOST_DEPTH) return;
  for (const [key, value] of Object.entries(source)) {
    const known = target[key];
    if (isObject(known) && isObject(value)) mergeWeakly(sandbox, known, value, depth + 1);
    else if (isObject(value)) {
      const child = sandbox.create();
      target[key] = child;
      mergeWeakly(sandbox, child, value, depth + 1);
    } else target[key] = value;
  }
}

/** Copies the keys on the list, texts and booleans only. */
export function mergeCorrectly(target: SandboxObject, source: unknown, allowed: readonly string[]): void {
  if (!isObject(source)) return;
  for (const key of allowed) {
    const value = Object.hasOwn(source, key) ? source[key] : undefined;
    if (typeof value === "string" || typeof value === "boolean") target[key] = value;
  }
}

function isObject(value: unknown): value is SandboxObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
