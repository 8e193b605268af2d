/**
 * What a profile is worth on the simulated stream, and what is left of it when one client poisons the stream with
 * attacks that nobody else noticed.
 * @module
 */
import { NOTICE } from "../../detectors/anomaly/profile/deviation.ts";
import { Random } from "../../detectors/anomaly/random.ts";
import { Profiles } from "../../detectors/anomaly/profile/profiles.ts";
import type { InspectedRequest } from "../../detectors/types.ts";
import { innocent, payloads, sent, withPayload } from "./stream.ts";

/** How large the simulation is. */
export interface Simulation {
  readonly seed: number;
  /** Generated requests to learn from, and to judge. */
  readonly learned: number;
  readonly judged: number;
  readonly clients: number;
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

/**
 * Learns the stream, then judges another part of it: once for each share of poison, which is what one client adds to
 * it, each request an attack.
 */
export async function simulate(size: Simulation, poisons: readonly number[]): Promise<Outcome[]> {
  const { seed, learned, judged, clients } = size;
  const random = new Random(seed);
  const rows = random.shuffle(await payloads());
  // The poisoner knows half of the attacks.
  const taught = rows.slice(0, rows.length / 2);
  const digests = Array.from({ length: clients }, () => Math.floor(random.next() * 2 ** 32));
  const poisoner = Math.floor(random.next() * 2 ** 32);
  const runs = poisons.map((share) => ({ share, profiles: new Profiles(0), poisoned: 0 }));
  let now = 0;
  for (const raw of innocent(2 * seed, learned)) {
    now += PACE;
    const { route, request } = sent(raw);
    const client = random.pick(digests);
    const dose = random.next();
    const attack = runs.some(({ share }) => dose < share) && withPayload(raw, random.pick(taught), { random });
    const bad = attack ? sent(attack) : undefined;
    for (const run of runs) {
      run.profiles.observe(request, { route, client, now });
      if (!bad || dose >= run.share) continue;
      run.profiles.observe(bad.request, { route: bad.route, client: poisoner, now });
      run.poisoned++;
    }
  }
  const part = innocent(2 * seed + 1, judged).map((raw) => ({ raw, ...sent(raw) }));
  return runs.map(({ profiles, poisoned }) => {
    const dice = new Random(seed);
    const good: number[] = [], bad: number[] = [];
    for (const { raw, route, request } of part) {
      const into = (name: string) => profiles.routes.get(route)?.parameters.get(name)?.sealed === true;
      const attacks = Array.from({ length: ATTACKS }, () => withPayload(raw, dice.pick(rows), { random: dice, into }));
      const score = (request: InspectedRequest) => profiles.surprise(request, { route, client: 1, now })?.score ?? 0;
      for (const attack of attacks) if (attack) bad.push(score(sent(attack).request));
      if (attacks[0]) good.push(score(request));
    }
    return { ...outcomeOf(good, bad), poisoned, known: profiles.size.known };
  });
}

function outcomeOf(good: readonly number[], bad: readonly number[]): Omit<Outcome, "poisoned" | "known"> {
  const threshold = good.toSorted((a, b) => b - a)[Math.floor(good.length / 100)] ?? Infinity;
  const share = (scores: readonly number[], test: (score: number) => boolean) =>
    scores.filter(test).length / scores.length;
  return {
    tpr: share(bad, (score) => score > threshold),
    threshold,
    noticedInnocent: share(good, (score) => score >= NOTICE),
    noticedAttacks: share(bad, (score) => score >= NOTICE),
    attacks: bad.length,
    innocent: good.length,
  };
}

if (import.meta.main) {
  const seed = Number(Deno.args[0] ?? 1);
  const poisons = [0, 0.02, 0.2];
  const outcomes = await simulate({ seed, learned: 16_000, judged: 4_000, clients: 40 }, poisons);
  for (const [i, outcome] of outcomes.entries()) console.log(`${poisons[i]! * 100} % poison`, outcome);
}
