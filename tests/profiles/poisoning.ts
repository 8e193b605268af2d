/**
 * What a profile is worth on the simulated stream, and what is left of it when one client poisons the stream with
 * attacks that nobody else noticed.
 * @module
 */
import { Random } from "../../detectors/anomaly/random.ts";
import { Profiles } from "../../detectors/anomaly/profile/profiles.ts";
import { innocent, payloads, sent, withPayload } from "./stream.ts";

/** How large the simulation is. */
export interface Simulation {
  readonly seed: number;
  /** Generated requests to learn from, and to judge. */
  readonly learned: number;
  readonly judged: number;
  readonly clients: number;
  /** Share of what is learned that one client sends, each request an attack. */
  readonly poison: number;
}

/** How the profile judges requests of routes that it knows. */
export interface Outcome {
  /** Share of attacks above the threshold that one in a hundred innocent requests exceeds. */
  readonly tpr: number;
  readonly threshold: number;
  /** Share of innocent requests, and of attacks, that get a notice. */
  readonly noticedInnocent: number;
  readonly noticedAttacks: number;
  readonly attacks: number;
  readonly innocent: number;
  readonly poisoned: number;
  readonly known: number;
}

/** Attacks for each innocent request that is judged. */
const ATTACKS = 8;

/** Milliseconds between two requests: 8,000 of them take a day. */
const PACE = 10_800;

/** Learns the stream, then judges another part of it. */
export async function simulate({ seed, learned, judged, clients, poison }: Simulation): Promise<Outcome> {
  const random = new Random(seed);
  const rows = random.shuffle(await payloads());
  // The poisoner knows half of the attacks; the others come later.
  const taught = rows.slice(0, rows.length / 2);
  const digests = Array.from({ length: clients }, () => Math.floor(random.next() * 2 ** 32));
  const poisoner = Math.floor(random.next() * 2 ** 32);
  const profiles = new Profiles(0);
  let now = 0, poisoned = 0;
  for (const raw of innocent(2 * seed, learned)) {
    now += PACE;
    const { route, request } = sent(raw);
    profiles.observe(request, { route, client: random.pick(digests), now });
    if (!random.chance(poison)) continue;
    const attack = withPayload(raw, random.pick(taught), { random });
    if (!attack) continue;
    poisoned++;
    const bad = sent(attack);
    profiles.observe(bad.request, { route: bad.route, client: poisoner, now });
  }
  const good: number[] = [], bad: number[] = [];
  for (const raw of innocent(2 * seed + 1, judged)) {
    const { route, request } = sent(raw);
    const into = (name: string) => profiles.routes.get(route)?.parameters.get(name)?.sealed === true;
    const sighting = { route, client: 1, now };
    const attacks = Array.from({ length: ATTACKS }, () => withPayload(raw, random.pick(rows), { random, into }));
    for (const attack of attacks) {
      if (attack) bad.push(profiles.surprise(sent(attack).request, sighting)?.score ?? 0);
    }
    if (attacks[0]) good.push(profiles.surprise(request, sighting)?.score ?? 0);
  }
  const threshold = good.toSorted((a, b) => b - a)[Math.floor(good.length / 100)] ?? Infinity;
  const share = (scores: readonly number[], test: (score: number) => boolean) =>
    scores.filter(test).length / scores.length;
  return {
    tpr: share(bad, (score) => score > threshold),
    threshold,
    noticedInnocent: share(good, (score) => score >= 3),
    noticedAttacks: share(bad, (score) => score >= 3),
    attacks: bad.length,
    innocent: good.length,
    poisoned,
    known: profiles.size.known,
  };
}

if (import.meta.main) {
  const seed = Number(Deno.args[0] ?? 1);
  for (const poison of [0, 0.02, 0.2]) {
    console.log(poison, await simulate({ seed, learned: 16_000, judged: 4_000, clients: 40, poison }));
  }
}
