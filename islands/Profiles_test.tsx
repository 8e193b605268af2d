import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { ParameterSummary, Progress } from "../detectors/anomaly/profile/summary.ts";
import type { ProfilesReport } from "../routes/glass/profiles.ts";
import { Profiles } from "./Profiles.tsx";
import { profiles, progressText, statusText, usualText } from "./profiles.ts";

const learning: Progress = { state: "learning", requests: 37, neededRequests: 200, clients: 2, neededClients: 3 };
const known: Progress = { ...learning, state: "known", requests: 212, clients: 3 };

function parameter(part: Partial<ParameterSummary> = {}): ParameterSummary {
  return {
    name: "path :id",
    progress: known,
    kinds: ["a number"],
    shortest: 1,
    medianLength: 2,
    longest: 3,
    characters: ["digit"],
    values: 0,
    structures: 1,
    ...part,
  };
}

const REPORT: ProfilesReport = {
  routes: [
    { route: "GET /api/users/:id", progress: known, parameters: [parameter()], more: 0 },
    {
      route: "GET /api/search",
      progress: learning,
      parameters: [parameter({ name: "query q", progress: learning })],
      more: 2,
    },
  ],
  more: 0,
  parameters: 2,
  known: 1,
  behaviour: { progress: { ...learning, neededRequests: 30 }, requests: 0, routes: 0 },
  snapshots: [1_790_000_000_000],
};

Deno.test("progressText() shows the warm-up", () => {
  assert.equal(progressText(learning), "learning: 37 of 200 requests, 2 of 3 clients");
  assert.equal(progressText({ ...learning, requests: 900 }), "learning: 200 of 200 requests, 2 of 3 clients");
  assert.equal(progressText(known), "known from 212 requests");
});

Deno.test("usualText() says what a parameter usually is", () => {
  const rows: [Partial<ParameterSummary>, string][] = [
    [{}, "a number; 1 to 3 characters"],
    [{ kinds: ["a word"], values: 3, shortest: 2, longest: 5 }, "a word; 2 to 5 characters; one of 3 values"],
    [{ kinds: ["words"], characters: ["letter", "blank"], structures: 0 }, "words; 1 to 3 characters; with blank"],
    [
      { kinds: ["text"], characters: ["digit", "colon"], structures: 2 },
      "text; 1 to 3 characters; put together in 2 ways; with colon",
    ],
    [{ progress: learning }, "learning: 37 of 200 requests, 2 of 3 clients"],
  ];
  for (const [part, text] of rows) assert.equal(usualText(parameter(part), known), text);
  assert.equal(rows.length, 5);
  assert.equal(usualText(parameter({ progress: learning }), learning), "learning");
});

Deno.test("Profiles shows the warm-up in a line, the table behind it, and the way back", () => {
  assert.match(renderToString(<Profiles />), /Nothing learned yet/);
  profiles.value = REPORT;
  const html = renderToString(<Profiles />);
  profiles.value = undefined;
  assert.equal(
    statusText(REPORT),
    "1 of 2 endpoints known; GET /api/search learning: 37 of 200 requests, 2 of 3 clients",
  );
  for (
    const text of ["GET /api/users/:id", "a number; 1 to 3 characters", "Learn anew", "Roll back to", "2 parameters"]
  ) {
    assert.ok(html.includes(text), text);
  }
});
