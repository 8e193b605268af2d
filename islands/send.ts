/**
 * Throwing: one request, or a run of many, from the page to its own server.
 * @module
 */
import {
  arrived,
  chosen,
  counted,
  draft,
  type Entry,
  type Exchange,
  exchange,
  lane,
  opened,
  sending,
  wireIn,
} from "./draft.ts";
import { parseEffect } from "./effect.ts";
import { bytesOf, parseResponse, type RawResponse } from "./raw.ts";
import { type Draft, draftOf, type Wire } from "./request.ts";
import { actionOf, initOf, type Label } from "./throw.ts";
import { countOne } from "./truth.ts";

/** Characters of a response that are shown; the demo API says little, an accident may say much. */
const MAX_SHOWN = 200_000;

/** Throws the request of the editor. */
export async function send(): Promise<void> {
  const current = draft.peek();
  if (!current || sending.peek()) return;
  sending.value = true;
  opened.value = undefined;
  try {
    exchange.value = await throwOne(current, labelOf(chosen.peek(), current), lane.peek());
  } finally {
    sending.value = false;
  }
}

function labelOf(entry: Entry | undefined, current: Draft): Label {
  if (!entry) return { id: "custom" };
  const untouched = entry.requests.some((request) => JSON.stringify(draftOf(request)) === JSON.stringify(current));
  // Whoever edits an attack may make it harmless, and the other way round: nobody knows the truth then.
  return untouched ? { id: entry.id, truth: entry.truth } : { id: "custom" };
}

/** Throws so far. */
let thrown = 0;

/** Throws one request and reads what comes back. Never throws itself. */
export async function throwOne(current: Draft, asked: Label, by: "page" | "raw" = "page"): Promise<Exchange> {
  const wire = wireIn(by, current);
  if (!wire) throw new Error("Cannot throw: the page is not awake");
  // An attack that lost its header on the way is no longer that attack.
  const label = wire.lossy ? { id: asked.id } : asked;
  const started = performance.now();
  const nothing = {
    number: ++thrown,
    draft: current,
    wire,
    status: 0,
    statusText: "",
    headers: [],
    body: "",
    action: "allow" as const,
    ...(label.truth ? { truth: label.truth } : {}),
  };
  if (wire.refused) return { ...nothing, ms: 0, failure: wire.refused };
  try {
    const answer = by === "raw"
      ? await throwRaw(wire, label)
      : await throwFetch(location.origin + wire.target, initOf(current, label));
    const result = exchangeOf(answer, { ...nothing, ms: performance.now() - started });
    arrived.value = result;
    if (label.truth && result.eventId === undefined) {
      counted.value = countOne(counted.peek(), { id: label.id, truth: label.truth }, result.action);
    }
    return result;
  } catch (error) {
    const reason = error instanceof TypeError ? "The server does not answer, or the browser refused." : String(error);
    return { ...nothing, ms: performance.now() - started, failure: reason };
  }
}

async function throwFetch(target: string, init: RequestInit): Promise<RawResponse> {
  const response = await fetch(target, init);
  const { status, statusText, headers } = response;
  return { status, statusText, headers: [...headers], body: await response.text() };
}

async function throwRaw(wire: Wire, { id, truth }: Label): Promise<RawResponse> {
  const own = [["x-glass-attack", id], ...(truth ? [["x-glass-truth", truth]] : [])] as const;
  const response = await fetch("/glass/raw", {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: bytesOf(wire, own.map(([name = "", value = ""]) => [name, value] as const)),
  });
  if (!response.ok) throw new Error(`The raw lane is closed (${response.status}).`);
  const answer = parseResponse(await response.bytes());
  if (!answer) throw new Error("The server closed the connection without an answer.");
  return answer;
}

function exchangeOf(answer: RawResponse, base: Omit<Exchange, "failure">): Exchange {
  const { status, headers, body } = answer;
  const header = (wanted: string) => headers.find(([name]) => name === wanted)?.[1];
  const [requestId, eventId] = [header("x-request-id"), header("x-event-id")];
  const effect = parseEffect(body);
  return {
    ...base,
    ...answer,
    body: body.slice(0, MAX_SHOWN),
    // A refusal names its request; an error of the API does not, and a quote inside its texts would be escaped.
    action: actionOf(status, header("content-type") ?? "", eventId !== undefined && body.includes('"requestId":')),
    ...(requestId ? { requestId } : {}),
    ...(eventId ? { eventId } : {}),
    ...(effect ? { effect } : {}),
  };
}
