/**
 * A visitor's settings. Weak: the body is merged key by key, `__proto__` included. Correct: the keys on a list.
 * @module
 */
import type { Call, Reply } from "./context.ts";
import type { WorldEffect } from "./effect.ts";
import { DemoProblem } from "./problem.ts";
import { createSandbox, mergeCorrectly, mergeWeakly } from "./world/merge.ts";

const DEFAULTS = { theme: "light", language: "en", compact: false };

/** `POST /api/settings` */
export function weakSettings(call: Call): Reply {
  const body = objectOf(call);
  const sandbox = createSandbox();
  const settings = sandbox.create(DEFAULTS);
  mergeWeakly(sandbox, settings, body);
  // A stranger, made after the merge, who was given nothing.
  const visitor = sandbox.create({ name: "visitor" });
  const inherited = Object.keys(sandbox.prototype);
  const harmful = inherited.length > 0;
  const effect: WorldEffect = {
    kind: "object",
    steps: [
      { label: "merges", text: JSON.stringify(body).slice(0, 500) },
      { label: "now in the prototype of every object", text: inherited.join(", ") || "nothing" },
      { label: "visitor.isAdmin", text: String(visitor.isAdmin) },
    ],
    expected: `The correct twin merges ${Object.keys(DEFAULTS).join(", ")} and nothing else.`,
    summary: harmful
      ? `Every object has inherited ${inherited.join(", ")}, also those of other visitors.`
      : "Only this visitor's settings changed.",
    harmful,
  };
  return { body: { settings: { ...settings }, visitorIsAdmin: visitor.isAdmin === true }, effect };
}

/** `POST /api/safe/settings` */
export function safeSettings(call: Call): Reply {
  const body = objectOf(call);
  const settings: Record<string, unknown> = { ...DEFAULTS };
  mergeCorrectly(settings, body, Object.keys(DEFAULTS));
  const effect: WorldEffect = {
    kind: "object",
    steps: [{ label: "merges", text: JSON.stringify(settings) }],
    expected: "This is the correct twin.",
    summary: "Only this visitor's settings changed.",
    harmful: false,
  };
  return { body: { settings, visitorIsAdmin: false }, effect };
}

function objectOf(call: Call): unknown {
  const { body } = call.input;
  if (body.kind === "json" && typeof body.value === "object" && body.value !== null && !Array.isArray(body.value)) {
    return body.value;
  }
  throw new DemoProblem(400, "Send a JSON object.");
}
