import { deepEqual, equal, ok } from "node:assert/strict";
import { inspect } from "../../detectors/request/mod.ts";
import { LOADS, wireBytes } from "./loads.ts";

Deno.test("LOADS have the sizes and numbers of values that they are named after", () => {
  const sizes = LOADS.map(({ request }) => request.body?.length ?? 0);
  deepEqual(sizes.slice(0, 2), [0, 0]);
  ok(Math.abs(sizes[2]! - 2_048) < 205, `${sizes[2]} bytes`);
  ok(Math.abs(sizes[3]! - 65_536) < 3_300, `${sizes[3]} bytes`);
  for (const [index, values] of [[2, 80], [3, 800]] as const) {
    const body = LOADS[index]?.request.body;
    ok(body instanceof Uint8Array);
    let leaves = 0;
    JSON.parse(new TextDecoder().decode(body), (_, value) => {
      if (typeof value !== "object") leaves++;
      return value;
    });
    equal(leaves, values);
    ok(inspect(LOADS[index]!.request).fields.length > values / 4);
  }
});

Deno.test("wireBytes() writes a request that says how long its body is", () => {
  const text = new TextDecoder().decode(wireBytes({ ...LOADS[0]!.request, body: "abc" }));
  ok(text.startsWith("GET /api/search?q=blue+shirt&page=2&sort=price HTTP/1.1\r\nHost: app.example.test\r\n"));
  ok(text.endsWith("Content-Length: 3\r\n\r\nabc"));
});
