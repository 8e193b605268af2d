import assert from "node:assert/strict";
import { withApp } from "../testing.ts";
import { throwBytes } from "./raw.ts";

Deno.test("throwBytes() sends the bytes as they are and reads the answer as it comes", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const served = (async () => {
    const connection = await listener.accept();
    const seen = new Uint8Array(100);
    const length = await connection.read(seen) ?? 0;
    await connection.write(seen.subarray(0, length).toReversed());
    connection.close();
  })();
  const answer = await throwBytes(Uint8Array.of(0, 255, 47, 46, 46), listener.addr.port);
  assert.deepEqual([...answer], [46, 46, 47, 255, 0]);
  await served;
  listener.close();
});

Deno.test("POST /glass/raw takes nothing empty, nothing foreign and nothing from another site", async () => {
  await withApp(async ({ fetch }) => {
    assert.equal((await fetch("/glass/raw", { method: "POST" })).status, 400);
    const foreign = { method: "POST", body: "GET / HTTP/1.1\r\n\r\n", headers: { "sec-fetch-site": "cross-site" } };
    assert.equal((await fetch("/glass/raw", foreign)).status, 403);
  });
});
