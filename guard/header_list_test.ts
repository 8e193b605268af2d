import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { asGiven, headersOf } from "./header_list.ts";

const NAMES = ["Accept", "accept", "ACCEPT", "Cookie", "Host", "Set-Cookie", "set-cookie", "X-A", "x-a", "x-b", "Via"];

Deno.test("headersOf() gives what Headers give, whatever comes twice, in any order and case", () => {
  const sent = fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom("", "a", "a, b", "tea for two")));
  fc.assert(fc.property(sent, (list) => deepEqual(headersOf(new Headers(list)), asGiven(new Headers(list)))));
});

Deno.test("headersOf() gives what a request has as it came over the wire", async () => {
  const read: [string, string][][] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, ({ headers }) => {
    read.push(headersOf(headers), asGiven(headers));
    return new Response();
  });
  using connection = await Deno.connect({ hostname: "127.0.0.1", port: server.addr.port });
  const head = ["GET / HTTP/1.1", "Host: a.example", "X-B: 2", "accept: text/html", "Accept: */*", "X-A: 1", "X-B: 1"];
  await connection.write(new TextEncoder().encode(`${head.join("\r\n")}\r\n\r\n`));
  await connection.read(new Uint8Array(1_024));
  await server.shutdown();
  const [own, given] = read;
  deepEqual(own, given);
  deepEqual(own, [["accept", "text/html, */*"], ["host", "a.example"], ["x-a", "1"], ["x-b", "2, 1"]]);
});

Deno.test("headersOf() does without the platform's own order here: a runtime that keeps no list is slower", () => {
  const headers = new Headers({ b: "2", a: "1" });
  const asked: string[] = [];
  Object.defineProperty(headers, "forEach", { value: () => asked.push("forEach") });
  deepEqual(headersOf(headers), [["a", "1"], ["b", "2"]]);
  equal(asked.length, 0);
});
