/**
 * What is kept of a request: a tally of every one, an event of those that are worth it.
 * @module
 */
import { Deadline } from "./deadline.ts";
import { eventOf, type Judged } from "./event.ts";
import { EVENT_DEADLINE_MS } from "./limits.ts";
import type { EventSink, Likeness, Verdict } from "./types.ts";

const deadline = new Deadline(EVENT_DEADLINE_MS);

/**
 * Counts the request and, when it is worth an event, waits until that is durable. Undefined when there is none, or
 * when the store was too slow: the event is then stored later, and the answer does not name it.
 */
export function record(events: EventSink, judged: Judged): Promise<string | undefined> | undefined {
  const { verdict, room, at, guardMicros } = judged;
  const category = verdict.wouldBe === "allow" ? undefined : verdict.contributions[0]?.finding.category;
  events.tally({
    room,
    at,
    action: verdict.action,
    guardMicros,
    category,
    anomaly: isAnomaly(verdict),
    failedOpen: verdict.failedOpen,
  });
  return isWorthAnEvent(judged) ? tell(events, judged) : undefined;
}

async function tell(events: EventSink, judged: Judged): Promise<string | undefined> {
  const { room, at } = judged;
  const like = likenessOf(judged);
  try {
    return await deadline.within(events.repeat?.(room, like, at) ?? events.append(eventOf(judged), like));
  } catch {
    // Full or broken: the store counts what it drops, and says so on the page.
    return undefined;
  }
}

/** The model or a profile found something that counts at the level of the room. */
function isAnomaly({ contributions }: Verdict): boolean {
  return contributions.some(({ finding, state }) =>
    finding.category === "anomaly" && (state === "deciding" || state === "also-matched")
  );
}

/** What was not simply allowed, what the launcher sent, and what was judged with something missing. */
function isWorthAnEvent({ verdict, launched }: Judged): boolean {
  return verdict.action !== "allow" || launched === true || verdict.failed !== undefined ||
    verdict.failedOpen === true;
}

/** Same client, same outcome for the same reason: the same story. A scanner is one story, whatever it looks for. */
function likenessOf({ client, verdict, attack }: Judged): Likeness {
  const deciding = verdict.contributions.filter(({ state }) => state === "deciding");
  const rule = deciding[0]?.finding.rule ?? verdict.decidedBy;
  const scanner = deciding.some(({ finding }) => finding.category === "scanner");
  const story = [client, verdict.action, scanner ? "scanner" : rule, attack?.id ?? "", attack?.truth ?? ""].join("\n");
  // Who throws the same stone again by hand wants to see it land again.
  if (scanner) return { key: story, free: 1, windowMs: attack ? 10_000 : 60_000 };
  return { key: story, free: 20, windowMs: 1_000 };
}
