import assert from "node:assert/strict";
import { type EventFilter, fits, formatFilter, parseFilter } from "./event_filter.ts";
import { eventWith } from "./testing.ts";

Deno.test("fits() asks for everything that the filter names", () => {
  const event = eventWith({ at: 600_000, client: "203.0.113.7", path: "/api/Search" });
  const rows: [EventFilter, boolean][] = [
    [{}, true],
    [{ verdict: "block" }, true],
    [{ verdict: "allow" }, false],
    [{ type: "sqli" }, true],
    [{ type: "xss" }, false],
    [{ client: "203.0." }, true],
    [{ client: "0.113" }, false],
    [{ text: "api/sEARCH" }, true],
    [{ text: "quote closes" }, true],
    [{ text: "nothing" }, false],
    [{ since: 5 }, true],
    [{ since: 1 }, false],
    [{ verdict: "block", type: "xss" }, false],
  ];
  for (const [filter, expected] of rows) assert.equal(fits(event, filter, 700_000), expected, JSON.stringify(filter));
  assert.equal(rows.length, 13);
});

Deno.test("parseFilter() and formatFilter() are each other's inverse, and leave the rest of the address", () => {
  const filter: EventFilter = { verdict: "limit", type: "rate-limit", client: "::1", text: "a&b=c", since: 15 };
  const search = formatFilter(filter, "?room=blue");
  assert.deepEqual(parseFilter(search), filter);
  assert.ok(search.includes("room=blue"));
  assert.equal(formatFilter({}, search), "?room=blue");
  assert.deepEqual(parseFilter("?verdict=boom&type=innocent&since=7&client="), {});
});
