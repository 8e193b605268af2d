import { equal, match, ok } from "node:assert/strict";
import { MINUTE_MS } from "./behaviour.ts";
import { Profiles } from "./profiles.ts";
import { CLIENTS, get, judged } from "./testing.ts";

/** Three clients that make a few requests to three routes, minute after minute. */
function quietHours(profiles = new Profiles(0)): Profiles {
  for (let minute = 0; minute < 12; minute++) {
    for (const client of CLIENTS) {
      for (let i = 0; i < 6; i++) {
        profiles.count({ route: `GET /r/${i % 3}`, client, now: minute * MINUTE_MS + i }, false, true);
      }
    }
  }
  return profiles;
}

const NOW = 100 * MINUTE_MS;

Deno.test("Profiles notice a client that touches many routes, once a minute", () => {
  const profiles = quietHours();
  const said: string[] = [];
  for (let i = 0; i < 60; i++) {
    const sighting = { route: `GET /scan/${i}`, client: 999, now: NOW + i };
    const why = profiles.deviation(get("/"), sighting)?.finding.why;
    if (why) said.push(why);
    profiles.count(sighting, true, true);
  }
  equal(said.length, 1);
  match(
    said[0]!,
    /^this client behaves as no other: \d+ different routes in a minute, where no client had more than 3$/,
  );
});

Deno.test("Profiles notice a client that makes many requests, and one whose requests fail", () => {
  const profiles = quietHours();
  const whys = (client: number, failed: boolean, count: number) =>
    Array.from({ length: count }, (_, i) => {
      const sighting = { route: "GET /r/0", client, now: NOW + i };
      const why = profiles.deviation(get("/"), sighting)?.finding.why;
      profiles.count(sighting, failed, true);
      return why;
    }).filter((why) => why !== undefined);
  match(whys(1, false, 200).join(), /requests in a minute, where no client made more than 7/);
  match(whys(2, true, 14).join(), /\d+ of \d+ requests failed, where no client had more than/);
  equal(whys(3, false, 7).length, 0);
});

Deno.test("Profiles learn no minute in which something was found, and nothing of one client", () => {
  const profiles = new Profiles(0);
  for (let minute = 0; minute < 100; minute++) {
    profiles.count({ route: "GET /", client: CLIENTS[minute % 3]!, now: minute * MINUTE_MS * 2 }, false, false);
    profiles.count({ route: "GET /", client: 7, now: minute * MINUTE_MS * 2 }, false, true);
  }
  ok(!profiles.behaviour.sealed);
  equal(judged(profiles, get("/")), undefined);
});
