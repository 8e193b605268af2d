import { equal } from "node:assert/strict";
import { clientOf, isLoopback } from "./client.ts";

const none = { trustProxy: 0, demoAddress: false };
const demo = { trustProxy: 0, demoAddress: true };

const ROWS: readonly [peer: string, headers: Record<string, string>, options: typeof none, id: string][] = [
  ["203.0.113.7", {}, none, "203.0.113.7"],
  ["203.0.113.7", { "x-forwarded-for": "1.2.3.4" }, none, "203.0.113.7"],
  ["10.0.0.1", { "x-forwarded-for": "1.2.3.4" }, { ...none, trustProxy: 1 }, "1.2.3.4"],
  ["10.0.0.1", { "x-forwarded-for": "6.6.6.6, 1.2.3.4" }, { ...none, trustProxy: 1 }, "1.2.3.4"],
  ["10.0.0.1", { "x-forwarded-for": "6.6.6.6, 1.2.3.4, 10.0.0.9" }, { ...none, trustProxy: 2 }, "1.2.3.4"],
  ["10.0.0.1", { "x-forwarded-for": "1.2.3.4" }, { ...none, trustProxy: 2 }, "10.0.0.1"],
  ["10.0.0.1", { "x-forwarded-for": "not an address" }, { ...none, trustProxy: 1 }, "10.0.0.1"],
  ["10.0.0.1", { "x-forwarded-for": "[2001:db8::1]:443" }, { ...none, trustProxy: 1 }, "2001:db8:0:0::/64"],
  ["10.0.0.1", { "x-forwarded-for": "1.2.3.4:5678" }, { ...none, trustProxy: 1 }, "1.2.3.4"],
  ["2001:db8:1:2:3:4:5:6", {}, none, "2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", {}, none, "2001:db8:1:2::/64"],
  ["fe80::1%eth0", {}, none, "fe80:0:0:0::/64"],
  ["::1", {}, none, "::1"],
  ["::ffff:203.0.113.7", {}, none, "203.0.113.7"],
  ["127.0.0.1", { "x-demo-ip": "198.51.100.3" }, demo, "198.51.100.3"],
  ["::1", { "x-demo-ip": "198.51.100.3" }, demo, "198.51.100.3"],
  ["127.0.0.1", { "x-demo-ip": "198.51.100.3" }, none, "127.0.0.1"],
  ["203.0.113.7", { "x-demo-ip": "198.51.100.3" }, demo, "203.0.113.7"],
  ["127.0.0.1", { "x-demo-ip": "<script>" }, demo, "127.0.0.1"],
  ["127.0.0.1", { "x-demo-ip": "198.51.100.3" }, { trustProxy: 1, demoAddress: true }, "127.0.0.1"],
];

Deno.test("clientOf() believes only what the options say", () => {
  for (const [peer, headers, options, id] of ROWS) {
    const client = clientOf(peer, new Headers(headers), options);
    equal(client.id, id, `${peer} ${JSON.stringify(headers)}`);
    equal(client.peer, peer);
  }
  equal(ROWS.length, 20);
});

Deno.test("isLoopback() knows both families", () => {
  const yes = ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"];
  const no = [
    ...["128.0.0.1", "::2", "::ffff:10.0.0.1", "unknown", "127.0.0.256", ""],
    ...["127.0.0", "127.0.0.", "127..0.1", "127.0.0.1.", "127.0.0.1.1", "0127.0.0.1", "127.0.0.x"],
  ];
  for (const address of yes) equal(isLoopback(address), true, address);
  for (const address of no) equal(isLoopback(address), false, address);
  equal(yes.length + no.length, 17);
});
