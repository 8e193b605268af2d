/**
 * Which events are listed: by verdict, type, client, path and age; kept in the address of the page. Pure.
 * @module
 */
import type { Category } from "../detectors/types.ts";
import type { Action, SecurityEvent } from "../guard/types.ts";
import { ACTIONS, CATEGORY_TITLE } from "./words.ts";

/** What is asked for; what is left out fits all. */
export interface EventFilter {
  readonly verdict?: Action;
  readonly type?: Category;
  /** Beginning of a client's address. */
  readonly client?: string;
  /** Part of the path, the query or the sentence. */
  readonly text?: string;
  /** At most so many minutes old. */
  readonly since?: number;
}

/** Ages that can be picked, minutes. */
export const AGES: readonly number[] = [1, 5, 15, 60, 24 * 60];

/** Longest text that is looked for. */
const MAX_TEXT = 200;

/** Says whether an event fits; `now` in milliseconds since the epoch. */
export function fits(event: SecurityEvent, filter: EventFilter, now: number): boolean {
  const { verdict, type, client, text, since } = filter;
  if (verdict && event.action !== verdict) return false;
  if (type && event.category !== type) return false;
  if (client && !event.client.startsWith(client)) return false;
  if (since && event.at < now - since * 60_000) return false;
  if (!text) return true;
  const hay = `${event.path}?${event.request.query} ${event.sentence}`.toLowerCase();
  return hay.includes(text.toLowerCase());
}

/** The filter in the search part of an address; what is unknown is left out. */
export function parseFilter(search: string): EventFilter {
  const asked = new URLSearchParams(search);
  const verdict = ACTIONS.find((action) => action === asked.get("verdict"));
  const type = asked.get("type") ?? "";
  const since = AGES.find((age) => String(age) === asked.get("since"));
  const [client, text] = ["client", "text"].map((name) => asked.get(name)?.slice(0, MAX_TEXT));
  return {
    ...(verdict ? { verdict } : {}),
    ...(isCategory(type) ? { type } : {}),
    ...(client ? { client } : {}),
    ...(text ? { text } : {}),
    ...(since ? { since } : {}),
  };
}

/** The search part for a filter, with what else stood there. */
export function formatFilter(filter: EventFilter, search: string): string {
  const params = new URLSearchParams(search);
  for (const name of ["verdict", "type", "client", "text", "since"] as const) {
    const value = filter[name];
    if (value === undefined || value === "") params.delete(name);
    else params.set(name, String(value));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

function isCategory(text: string): text is Category {
  return text !== "innocent" && Object.hasOwn(CATEGORY_TITLE, text);
}
