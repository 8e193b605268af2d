/**
 * Whether what came back is what the lesson asks for, read from the real answer; and if not, why. Pure.
 * @module
 */
import type { Lesson } from "../../attacks/types.ts";
import type { RoomSettings } from "../../guard/types.ts";
import type { Rehearsal } from "../../routes/glass/rehearsal.ts";
import type { Entry, Exchange } from "../draft.ts";
import { type Draft, draftOf, splitTarget } from "../request.ts";

/** Reached, or what is missing, as a sentence. */
export type Reached = { readonly kind: "reached" } | { readonly kind: "missing"; readonly why: string };

const REACHED: Reached = { kind: "reached" };
const missing = (why: string): Reached => ({ kind: "missing", why });

/** What a goal is looked at with. */
export interface Circumstances {
  readonly settings: RoomSettings;
  /** The lesson's own attack. */
  readonly attack: Entry;
  /** The attacks and innocent requests of the lesson. */
  readonly entries: readonly Entry[];
  /** The request that reached the goal of the attack. */
  readonly winner?: Draft | undefined;
}

/** Path of the endpoint, the twin's and the weak one's the same: `/api/safe/orders/1001` is `/api/orders`. */
export function endpointOf(target: string): string {
  const segments = splitTarget(target).path.split("/").filter((segment) => segment !== "" && segment !== "safe");
  return `/${segments.slice(0, segments[1] === "nosql" ? 3 : 2).join("/")}`;
}

/** True for a request to a correct twin. */
export function isTwin(target: string): boolean {
  return splitTarget(target).path.startsWith("/api/safe/");
}

/** The same request, sent to the correct twin. */
export function twinOf(draft: Draft): Draft {
  return isTwin(draft.target) ? draft : { ...draft, target: draft.target.replace(/^\/api\//, "/api/safe/") };
}

/** The goal of the step "attack". */
export function attackReached(lesson: Lesson, last: Exchange, around: Circumstances): Reached {
  const { settings, attack } = around;
  const { action, effect, draft, body, status } = last;
  if (last.failure) return missing(last.failure);
  const wanted = endpointOf(attack.requests[0]?.target ?? "");
  if (endpointOf(draft.target) !== wanted) return missing(`This lesson is about ${wanted}.`);
  if (lesson.sent && !holds(draft, lesson.sent)) return missing(`The request does not mention "${lesson.sent}" yet.`);
  switch (lesson.goals.attack) {
    case "limited":
      return action === "limit" ? REACHED : missing(`It was answered ${status}: no limit was met yet.`);
    case "alarm":
      if (!attack.requests.some((request) => isSame(draftOf(request), draft))) {
        return missing("Send the message as it is: edited, nobody knows whether it is innocent.");
      }
      return action === "block" ? REACHED : missing(`It was answered ${status}: the guard let it pass.`);
    case "missed":
      if (settings.mode !== "block") return missing("The guard only observes: it would let everything pass.");
      break;
    case "harmful":
      break;
  }
  if (isTwin(draft.target)) return missing("That is the correct twin. The weak endpoint has no /safe in its path.");
  if (action === "block") return missing("The guard refused it, so the endpoint never saw it.");
  if (action === "limit") return missing("A limit answered before the endpoint was asked.");
  if (!effect?.harmful) return missing(effect ? effect.summary : `It was answered ${status}, and nothing came of it.`);
  if (lesson.proof && !body.includes(lesson.proof)) {
    return missing("It did harm, but the answer does not hold yet what the task is after.");
  }
  return REACHED;
}

/** The goal of the step "defend", as far as an answer can reach it. */
export function defendReached(lesson: Lesson, last: Exchange, around: Circumstances): Reached {
  const { settings, attack, entries, winner } = around;
  const { action, effect, draft, status } = last;
  if (last.failure) return missing(last.failure);
  const own = [...(winner ? [winner] : []), ...attack.requests.map(draftOf)];
  switch (lesson.goals.defend) {
    case "twin":
      if (!isTwin(draft.target)) return missing("Send it to the correct twin: the path begins with /api/safe/.");
      if (!own.some((request) => isSame(twinOf(request), draft))) {
        return missing("Send the very request that did harm before, to the twin.");
      }
      if (action !== "allow") return missing("The guard refused it. Let it through, to see what the twin does.");
      return effect?.harmful || status >= 500 ? missing("The twin failed.") : REACHED;
    case "limited": {
      const others = entries.filter(({ id }) => id !== attack.id && lesson.catch.includes(id));
      const isOther = others.some(({ requests }) => requests.some((request) => isSame(draftOf(request), draft)));
      const most = lesson.setup.clientAccounts ?? Infinity;
      if ((settings.login?.clientAccounts ?? 0) >= most) return missing("The second counter is still too generous.");
      if (!isOther) return missing(`Fire ${others.map(({ title }) => title).join(" or ")}.`);
      return action === "limit" ? REACHED : missing(`It was answered ${status}: no limit was met yet.`);
    }
    case "exact":
    case "tuned":
      return missing("Change the guard.");
  }
}

/** What goes wrong in a rehearsal: attacks let through, innocents refused, a twin that does harm. */
export function mistakesOf({ rows, twin }: Rehearsal): number {
  return rows.filter(({ stopped, truth }) => stopped !== (truth === "attack")).length + Number(twin?.harmful ?? false);
}

function isSame(a: Draft, b: Draft): boolean {
  return a.method === b.method && decoded(a.target) === decoded(b.target) && a.body === b.body;
}

/** The browser encodes what was typed as it is; both are the same request. */
function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

function holds({ target, body }: Draft, text: string): boolean {
  return `${target}\n${decoded(target)}\n${body}`.toLowerCase().includes(text.toLowerCase());
}
