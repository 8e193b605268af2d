/**
 * Sends attacks of the library to an app in this process, and says what became of them. For tests.
 * @module
 */
import type { Attack, HttpRequest } from "../../attacks/types.ts";
import type { TestApp } from "../../routes/testing.ts";

/** What became of one request. */
export interface Answer {
  readonly action: "allow" | "block" | "limit";
  /** Rules among the findings of a refusal, also those that did not decide. */
  readonly rules: readonly string[];
  readonly effect?: { readonly harmful: boolean; readonly summary: string };
  readonly status: number;
  /** The body as it came. */
  readonly text: string;
}

/** How to send. */
export interface SendOptions {
  /** Address of the client, so that no limit of one attack meets another. */
  readonly address?: string;
  /** To the correct endpoint instead of the weak one. */
  readonly twin?: boolean;
  /** Send once, whatever the attack says. */
  readonly once?: boolean;
}

/** Sends all requests of an attack, one after the other. */
export async function sendAttack(app: TestApp, attack: Attack, options: SendOptions = {}): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let round = 0; round < (options.once ? 1 : attack.repeat); round++) {
    for (const request of attack.requests) answers.push(await sendOne(app, attack, request, options));
  }
  return answers;
}

/** True where something refused every request of the attack, or a limit met some of them. */
export function isStopped(answers: readonly Answer[]): boolean {
  return answers.every(({ action }) => action === "block") || answers.some(({ action }) => action === "limit");
}

async function sendOne(app: TestApp, attack: Attack, request: HttpRequest, options: SendOptions): Promise<Answer> {
  const headers = new Headers(request.headers.map(([name, value]): [string, string] => [name, value]));
  headers.set("x-glass-attack", attack.id);
  headers.set("x-glass-truth", attack.truth);
  headers.set("x-demo-ip", options.address ?? "203.0.113.1");
  const target = options.twin ? request.target.replace(/^\/api\//, "/api/safe/") : request.target;
  const body = request.body === undefined ? {} : { body: request.body };
  const response = await app.fetch(target, { method: request.method, headers, ...body });
  const text = await response.text();
  const answer = text.startsWith("{") ? JSON.parse(text) : {};
  const { status } = response;
  // What the API itself refuses carries no request id.
  if (status === 429 && answer.requestId !== undefined) return { action: "limit", rules: [], status, text };
  if (status >= 400 && answer.requestId !== undefined) {
    const event = await (await app.fetch(`/glass/events/${answer.eventId}`)).json();
    return { action: "block", rules: event.findings.map(({ rule }: { rule: string }) => rule), status, text };
  }
  return { action: "allow", rules: [], status, text, ...(answer.effect ? { effect: answer.effect } : {}) };
}
