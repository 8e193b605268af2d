/**
 * Link previews. Weak: the server fetches whatever address it is given, from where it stands. Correct: only hosts
 * on a list, only HTTP, and no redirect is followed.
 * @module
 */
import { type Call, queryText, type Reply } from "./context.ts";
import type { WorldEffect } from "./effect.ts";
import { DemoProblem } from "./problem.ts";
import { type Fetched, fetchInside, PUBLIC_HOSTS } from "./world/network.ts";

/** Longest address that is looked at. */
const MOST = 1_000;

/** `GET /api/preview?url=` */
export function weakPreview(call: Call): Reply {
  const url = urlOf(call);
  const fetched = fetchInside(url);
  const allowed = isAllowed(url) ? "fetches it too" : "answers 400: the host is not on its list";
  return reply(url, fetched, effectOf(fetched, `The correct twin ${allowed}.`));
}

/** `GET /api/safe/preview?url=` */
export function safePreview(call: Call): Reply {
  const url = urlOf(call);
  if (!isAllowed(url)) throw new DemoProblem(400, `"url" must be http:// or https:// on ${PUBLIC_HOSTS[0]}.`);
  const fetched = fetchInside(url);
  return reply(url, fetched, effectOf(fetched, "This is the correct twin."));
}

function reply(url: string, fetched: Fetched, effect: WorldEffect): Reply {
  if (fetched.body === undefined) throw new DemoProblem(404, fetched.error ?? "nothing came back", effect);
  return { body: { url, preview: fetched.body.slice(0, 500) }, effect };
}

function effectOf(fetched: Fetched, expected: string): WorldEffect {
  return {
    kind: "network",
    steps: [
      ...fetched.route.map((text) => ({ label: "connects to", text })),
      { label: fetched.body === undefined ? "failed" : "answer", text: fetched.body ?? fetched.error ?? "" },
    ],
    expected,
    summary: fetched.internal
      ? `The server reached ${fetched.route.at(-1)}, where no visitor can go.`
      : "The server reached nothing that is not public.",
    harmful: fetched.internal,
  };
}

function urlOf(call: Call): string {
  const url = queryText(call.input, "url") ?? "";
  if (url.length > MOST) throw new DemoProblem(413, `"url" is longer than ${MOST} characters.`);
  return url;
}

/** The redirecting host is public, and still not on the list: it would lead anywhere. */
function isAllowed(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === "http:" || url.protocol === "https:") && url.port === "" &&
    url.username === "" && PUBLIC_HOSTS.slice(0, 2).includes(url.hostname);
}
