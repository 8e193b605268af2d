import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { decodeProfiles, encodeProfiles } from "./codec.ts";
import { Profiles } from "./profiles.ts";
import { CLIENTS, get, judged, post, taught, USER } from "./testing.ts";

const target = fc.record({
  id: fc.nat(999),
  q: fc.string({ unit: "grapheme", maxLength: 30 }),
  client: fc.nat(0xffffffff),
  now: fc.nat(1e9),
});
type Sent = { id: number; q: string; client: number; now: number };

/** Profiles that learned from these requests. */
function learned(sent: readonly Sent[]): Profiles {
  const profiles = new Profiles(0);
  for (const { id, q, client, now } of sent) {
    profiles.observe(get(`/api/users/${id}?q=${encodeURIComponent(q.toWellFormed())}`), { route: USER, client, now });
    profiles.count({ route: USER, client, now }, false, true);
  }
  return profiles;
}

/** What profiles know, whatever the order in which they learned it. */
function knowledge({ routes, behaviour }: Profiles) {
  return {
    behaviour: { ...behaviour, minutes: 0, window: 0 },
    routes: [...routes].sort(([a], [b]) => a < b ? -1 : 1).map(([name, { tally, parameters }]) => ({
      name,
      tally,
      parameters: [...parameters].sort(([a], [b]) => a < b ? -1 : 1).map((
        [name, { usual: _, window: __, ...rest }],
      ) => ({
        name,
        ...rest,
        windowRequests: 0,
      })),
    })),
  };
}

/** As another instance knows it from the store: every count is settled. */
function stored(profiles: Profiles): Profiles {
  const decoded = decodeProfiles(encodeProfiles(profiles));
  if (decoded.kind === "corrupt") throw new Error(decoded.reason);
  return decoded.profiles;
}

Deno.test("encodeProfiles() and decodeProfiles() keep everything", () => {
  fc.assert(fc.property(fc.array(target, { maxLength: 40 }), (sent) => {
    const profiles = learned(sent);
    profiles.freeze()();
    const again = stored(profiles);
    deepEqual(knowledge(again), knowledge(profiles));
    deepEqual(encodeProfiles(again), encodeProfiles(profiles));
  }));
});

Deno.test("Profiles.merge() does not depend on the order, and a second time changes nothing", () => {
  fc.assert(fc.property(fc.array(target, { maxLength: 30 }), fc.array(target, { maxLength: 30 }), (a, b) => {
    const [ab, ba] = [learned(a), learned(b)];
    ab.merge(learned(b));
    ba.merge(learned(a));
    deepEqual(knowledge(ab), knowledge(ba));
    ab.freeze()();
    const once = knowledge(ab);
    const before = structuredClone(once);
    ab.merge(stored(ab));
    deepEqual(knowledge(ab), before);
  }));
});

Deno.test("Profiles.merge() adds up what two instances counted, each once", () => {
  const [one, two] = [0, 1].map((half) =>
    taught((i) => get(`/api/users/${i}`), { count: 100, clients: half === 0 ? CLIENTS.slice(0, 2) : CLIENTS.slice(1) })
  );
  equal(judged(one!, get("/api/users/admin")), undefined);
  const settle = one!.freeze();
  const first = stored(one!);
  settle();
  two!.merge(first);
  ok(judged(two!, get("/api/users/admin")), "200 requests of three clients are known together");
  equal(stored(two!).routes.get(USER)!.tally.base, 200);
  one!.merge(stored(two!));
  equal(stored(one!).routes.get(USER)!.tally.base, 200);
});

Deno.test("Profiles.merge() prefers the instance that was reset", () => {
  const [old, fresh] = [taught((i) => get(`/api/users/${i}`)), new Profiles(0)];
  fresh.clear(0, 1);
  fresh.merge(old);
  equal(fresh.size.parameters, 0);
  old.merge(fresh);
  equal(old.size.parameters, 0);
  equal(old.generation, 1);
});

Deno.test("decodeProfiles() says what is wrong with bytes that are none, and never throws", () => {
  const bytes = encodeProfiles(taught((i) => get(`/api/users/${i}?q=a${i}`)));
  equal(decodeProfiles(bytes).kind, "ok");
  fc.assert(fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
    const broken = bytes.slice();
    broken[at] = broken[at]! ^ change;
    deepEqual(decodeProfiles(broken), { kind: "corrupt", reason: "the sum over the bytes is another" });
  }));
  for (const length of [0, 3, 9, bytes.length - 1]) equal(decodeProfiles(bytes.slice(0, length)).kind, "corrupt");
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
    equal(decodeProfiles(withSum(any)).kind, "corrupt");
  }));
});

/** Bytes whose sum is right, so that what they say is looked at. */
function withSum(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(bytes.length + 8);
  whole.set([0x47, 0x48, 0x50, 1]);
  whole.set(bytes, 4);
  let sum = 0x811c9dc5;
  for (const byte of whole.subarray(0, -4)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  new DataView(whole.buffer).setUint32(whole.length - 4, sum);
  return whole;
}

Deno.test("encodeProfiles() leaves out what is worth least when there is too much", () => {
  const profiles = taught((i) => get(`/api/users/${i}`));
  for (let i = 0; i < 300; i++) {
    profiles.observe(post("/x", { [`key${i}`]: i }), { route: `POST /x/${i % 9}`, client: 1, now: i });
  }
  const bytes = encodeProfiles(profiles, 4_000);
  ok(bytes.length <= 4_004, `${bytes.length} bytes`);
  const again = decodeProfiles(bytes);
  ok(again.kind === "ok" && judged(again.profiles, get("/api/users/admin")), "the known route is lost");
});
