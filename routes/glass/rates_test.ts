import assert from "node:assert/strict";
import { withApp } from "../testing.ts";

Deno.test("/glass/rates plays requests to the three algorithms under the room's limit", async () => {
  await withApp(async ({ fetch }) => {
    const body = JSON.stringify({ times: [59_000, 59_000, 59_000, 60_500, 60_500, 60_500] });
    const { limit, replays } = await (await fetch("/glass/rates", { method: "POST", body })).json();
    assert.equal(limit, 2);
    const most = replays.map(({ algorithm, most }: { algorithm: string; most: number }) => [algorithm, most]);
    assert.deepEqual(most, [["fixed-window", 4], ["gcra", 2], ["sliding-log", 2]]);
    assert.deepEqual(replays[0].allowed, [true, true, false, true, true, false]);
  }, { settings: { rateLimit: 2 } });
});

Deno.test("/glass/rates refuses what is no row of times", async () => {
  await withApp(async ({ fetch }) => {
    const bodies = ["", "[]", '{"times":1}', '{"times":[2,1]}', '{"times":["1"]}', '{"times":[1e9]}', '{"times":[-1]}']
      .concat(JSON.stringify({ times: Array(601).fill(0) }));
    for (const body of bodies) assert.equal((await fetch("/glass/rates", { method: "POST", body })).status, 400, body);
    assert.equal(bodies.length, 8);
  });
});
