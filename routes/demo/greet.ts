/**
 * A greeting that users may write themselves. Weak: their text is a template with everything in reach. Correct: one
 * placeholder, replaced, and nothing evaluated.
 * @module
 */
import { type Call, queryText, type Reply } from "./context.ts";
import type { WorldEffect } from "./effect.ts";
import { DemoProblem } from "./problem.ts";
import { runShell } from "./world/shell/run.ts";
import { render, TemplateError, type TemplateValue } from "./world/template.ts";

/** Longest template that is looked at. */
const MOST = 1_000;

const NAME = "Erin";

/** What the engine hands to every template, far too much of it. */
const CONTEXT: { readonly [name: string]: TemplateValue } = {
  name: NAME,
  user: { name: NAME, role: "customer" },
  config: { secret_key: "fake-5f4dcc3b5aa7", debug: true, database_url: "postgres://shop:fake-password@db/shop" },
  system: (command) => runShell(command).output,
};

/** `GET /api/greet?template=` */
export function weakGreeting(call: Call): Reply {
  const template = templateOf(call);
  try {
    const { text, evaluated } = render(template, CONTEXT);
    // The one thing that the feature is for.
    const others = evaluated.filter(({ expression }) => expression !== "name");
    return { body: { greeting: text }, effect: effectOf(template, others, evaluated) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new DemoProblem(500, `The template engine says: ${error.message}.`, effectOf(template, [], []));
  }
}

/** `GET /api/safe/greet?template=` */
export function safeGreeting(call: Call): Reply {
  const greeting = templateOf(call).replaceAll(/\{\{ ?name ?\}\}/g, NAME);
  const effect: WorldEffect = {
    kind: "template",
    steps: [{ label: "replaces", text: "{{name}}" }],
    expected: "This is the correct twin.",
    summary: "A placeholder was replaced; nothing was evaluated.",
    harmful: false,
  };
  return { body: { greeting }, effect };
}

function effectOf(
  template: string,
  others: readonly { expression: string }[],
  evaluated: readonly { expression: string; value: string }[],
): WorldEffect {
  return {
    kind: "template",
    steps: [
      { label: "template", text: template },
      ...evaluated.map(({ expression, value }) => ({ label: "evaluates", text: `${expression} → ${value}` })),
    ],
    expected: "The correct twin replaces {{name}} and evaluates nothing.",
    summary: others.length > 0
      ? `The server evaluated what was sent: ${others.map(({ expression }) => expression).join(", ")}.`
      : "Nothing but the name was filled in.",
    harmful: others.length > 0,
  };
}

function templateOf(call: Call): string {
  const template = queryText(call.input, "template") ?? "Hello {{name}}";
  if (template.length > MOST) throw new DemoProblem(413, `"template" is longer than ${MOST} characters.`);
  return template;
}
