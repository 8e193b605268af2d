/**
 * The profiles of one room: routes, their parameters, and the behaviour of clients. Time and the digest of a client
 * are arguments; nothing here looks at a clock or knows an address.
 * @module
 */
import { PROFILE_LEARNING, PROFILE_PARAMETERS, PROFILE_ROUTE_PARAMETERS, PROFILE_ROUTES } from "../../limits.ts";
import { findingOf } from "../../report.ts";
import type { InspectedRequest } from "../../types.ts";
import { type Behaviour, countDone, joinBehaviour, newBehaviour, strangeness } from "./behaviour.ts";
import { NOTICE, SHARP, type Surprise, surpriseOf } from "./deviation.ts";
import { copyParameter, joinParameter, learn, newParameter, type Parameter } from "./parameter.ts";
import { likelyRoutes } from "./route.ts";
import { type Deviation, liftOf, PROFILE_RULES } from "./rules.ts";
import { mix, type Shape, shapeOf } from "./shape.ts";
import { count, isWarm, joinTally, newTally, requestsOf, type Tally } from "./tally.ts";
import { evidenceIn, type Ignore, type PlacedValue, valuesOf } from "./values.ts";

/** Who sends a request where, and when. */
export interface Sighting {
  /** From `routeOf()`. */
  readonly route: string;
  /** Digest of the client, 32 bits. */
  readonly client: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly ignore?: Ignore;
}

/** A route and its parameters by name. */
export interface RouteProfile {
  readonly tally: Tally;
  readonly parameters: Map<string, Parameter>;
  /** Parameters of it were forgotten for want of room: one that is unknown may have been seen. */
  partial: boolean;
}

/** The most surprising value of a request. */
export interface ValueSurprise extends Surprise {
  readonly value: PlacedValue;
}

/** Surprise of a parameter that a known route never had, and of a mark in it with which it could leave its place. */
const UNKNOWN_NAME = 1.5;
const UNKNOWN_VALUE = 2;

/** Bytes that a parameter takes in memory: its slots and lengths, its numbers, and the objects around them. */
export const PARAMETER_BYTES = 1_152 + 64 + 400;

/** Learns what is usual, and says what is not. */
export class Profiles {
  readonly routes = new Map<string, RouteProfile>();
  /** Parameters that speak, and those that are being learned; the least recently seen first. */
  readonly #known = new Map<Parameter, Owner>();
  readonly #learning = new Map<Parameter, Owner>();
  /** The route that was counted last: requests of one come in rows. */
  #counted = { route: "", hash: hashOf("") };
  behaviour: Behaviour;
  /** Counts resets and returns to a snapshot: of two instances the higher one holds. */
  generation = 0;
  /** Something was learned since this was last set to false. */
  changed = false;
  /** Goes up with every change: until then, the same request surprises as much as before. */
  version = 0;

  constructor(now: number, readonly most: number = PROFILE_PARAMETERS) {
    this.behaviour = newBehaviour(now);
  }

  /** Number of parameters, and of those the ones that speak. */
  get size(): { readonly parameters: number; readonly known: number } {
    return { parameters: this.#known.size + this.#learning.size, known: this.#known.size };
  }

  /** Upper bound of the memory that is taken, in bytes: two for a character of a name. */
  get bytes(): number {
    let names = 0;
    for (const { route, name } of [...this.#known.values(), ...this.#learning.values()]) {
      names += 2 * (route.length + name.length);
    }
    return names + this.size.parameters * PARAMETER_BYTES + this.routes.size * 400;
  }

  /** How the request departs from what is usual; undefined when it does not, or nothing is known yet. */
  deviation(request: InspectedRequest, sighting: Sighting): Deviation | undefined {
    return this.deviationBy(this.surprise(request, sighting), request, sighting);
  }

  /** The same, where the most surprising value is known; `surprise()` gives the same one at the same `version`. */
  deviationBy(
    found: ValueSurprise | undefined,
    request: InspectedRequest,
    sighting: Pick<Sighting, "client" | "now">,
  ): Deviation | undefined {
    if (found && found.score >= NOTICE) {
      const { value, start, end, reason, score } = found;
      const why = `${PROFILE_RULES.value.why}: ${reason}`;
      return {
        finding: findingOf(PROFILE_RULES.value, evidenceIn(request, value, start, end), why),
        lift: liftOf(score),
      };
    }
    const strange = strangeness(this.behaviour, sighting.client, sighting.now);
    if (!strange) return undefined;
    return { finding: findingOf(PROFILE_RULES.client, undefined, `${PROFILE_RULES.client.why}: ${strange}`), lift: 0 };
  }

  /** The most surprising value, however little it surprises. */
  surprise(request: InspectedRequest, { route: name, ignore }: Sighting): ValueSurprise | undefined {
    const [key, route] = this.#routeLike(name);
    if (!route) return undefined;
    let most: ValueSurprise | undefined;
    for (const value of valuesOf(request, key, ignore)) {
      const parameter = route.parameters.get(value.name);
      const surprise = parameter?.sealed
        ? surpriseOf(parameter, value.text, shapeOf(value.text))
        : unknownName(route, parameter, value.text);
      if (surprise && surprise.score > (most?.score ?? 0)) most = { ...surprise, value };
    }
    return most;
  }

  /** Learns from a request that nobody found anything in. */
  observe(request: InspectedRequest, { route: name, client, now, ignore }: Sighting): void {
    const route = this.#routeFor(name);
    count(route.tally, client);
    const seen = new Set<string>();
    for (const value of valuesOf(request, name, ignore)) {
      const parameter = route.parameters.get(value.name) ??
        this.#add({ route: name, name: value.name }, route, newParameter(now));
      if (!parameter) continue;
      // A list of forty members is one request.
      learn(parameter, shapeOf(value.text), { client, now, again: seen.has(value.name) });
      seen.add(value.name);
      this.#touch(parameter);
    }
    this.#change();
  }

  /** Counts any request, however it ended, for what clients do in a minute. */
  count({ route, client, now }: Sighting, failed: boolean, quiet: boolean): void {
    if (route !== this.#counted.route) this.#counted = { route, hash: hashOf(route) };
    countDone(this.behaviour, { client, route: this.#counted.hash, now, failed, quiet });
  }

  /** Takes over what another instance learned. One of a lower generation was reset meanwhile and brings nothing. */
  merge(other: Profiles): void {
    if (other.generation < this.generation) return;
    if (other.generation > this.generation) this.clear(other.behaviour.windowAt, other.generation);
    for (const [name, { tally, parameters, partial }] of other.routes) {
      const route = this.#routeFor(name);
      joinTally(route.tally, tally);
      route.partial ||= partial;
      for (const [key, parameter] of parameters) this.adopt(name, route, key, parameter);
    }
    joinBehaviour(this.behaviour, other.behaviour);
    this.#change();
  }

  /** Takes a parameter into a route, as another instance or the store knows it. */
  adopt(name: string, route: RouteProfile, key: string, parameter: Parameter): void {
    const own = route.parameters.get(key);
    if (own) joinParameter(own, parameter);
    const taken = own ?? this.#add({ route: name, name: key }, route, copyParameter(parameter));
    if (taken) this.#touch(taken);
  }

  /** Holds on to what is counted now; calling the result says that it is stored, and others may count on it. */
  freeze(): () => void {
    const tallies = [this.behaviour.tally];
    for (const { tally, parameters } of this.routes.values()) {
      tallies.push(tally);
      for (const parameter of parameters.values()) tallies.push(parameter.tally);
    }
    const counted = tallies.map(({ fresh }) => fresh);
    return () => {
      for (const [i, tally] of tallies.entries()) {
        tally.base += counted[i]!;
        tally.fresh -= counted[i]!;
      }
    };
  }

  /** The route of this name, made where there is none. */
  routeNamed(name: string): RouteProfile {
    return this.#routeFor(name);
  }

  /** Forgets everything. */
  clear(now: number, generation: number): void {
    this.routes.clear();
    this.#known.clear();
    this.#learning.clear();
    this.behaviour = newBehaviour(now);
    this.generation = generation;
    this.#change();
  }

  /** Parameters from the most to the least worth keeping: known ones first, most recently seen first. */
  *byWorth(): Generator<{ readonly owner: Owner; readonly parameter: Parameter }> {
    for (const kept of [this.#known, this.#learning]) {
      for (const [parameter, owner] of [...kept].reverse()) yield { owner, parameter };
    }
  }

  #change(): void {
    this.changed = true;
    this.version++;
  }

  /** The route as it is known; an unknown path may be one of a known route with a word in place of an id. */
  #routeLike(name: string): [name: string, route: RouteProfile | undefined] {
    const known = this.routes.get(name);
    if (known || this.routes.size === 0) return [name, known];
    for (const likely of likelyRoutes(name)) {
      const route = this.routes.get(likely);
      if (route && isWarm(route.tally)) return [likely, route];
    }
    return [name, undefined];
  }

  #routeFor(name: string): RouteProfile {
    const known = this.routes.get(name);
    if (known) return known;
    if (this.routes.size >= PROFILE_ROUTES) this.#dropRoute();
    const route: RouteProfile = { tally: newTally(), parameters: new Map(), partial: false };
    this.routes.set(name, route);
    return route;
  }

  /** The oldest route that is not known yet goes; where all are, the oldest. */
  #dropRoute(): void {
    let name: string | undefined;
    for (const [candidate, { tally }] of this.routes) {
      name ??= candidate;
      if (isWarm(tally)) continue;
      name = candidate;
      break;
    }
    if (name === undefined) return;
    for (const parameter of this.routes.get(name)?.parameters.values() ?? []) {
      this.#known.delete(parameter);
      this.#learning.delete(parameter);
    }
    this.routes.delete(name);
  }

  #add(owner: Owner, route: RouteProfile, parameter: Parameter): Parameter | undefined {
    if (route.parameters.size >= PROFILE_ROUTE_PARAMETERS) {
      route.partial = true;
      return undefined;
    }
    route.parameters.set(owner.name, parameter);
    this.#learning.set(parameter, owner);
    if (this.#learning.size > this.most * PROFILE_LEARNING) this.#drop(this.#learning);
    return parameter;
  }

  /** Notes that a parameter was seen; one whose warm-up is over moves to those that are kept. */
  #touch(parameter: Parameter): void {
    const owner = this.#known.get(parameter) ?? this.#learning.get(parameter);
    if (!owner) return;
    this.#learning.delete(parameter);
    this.#known.delete(parameter);
    (parameter.sealed ? this.#known : this.#learning).set(parameter, owner);
    if (this.#known.size > this.most * (1 - PROFILE_LEARNING)) this.#drop(this.#known);
  }

  #drop(kept: Map<Parameter, Owner>): void {
    for (const [parameter, { route, name }] of kept) {
      kept.delete(parameter);
      const home = this.routes.get(route);
      home?.parameters.delete(name);
      if (home) home.partial = true;
      return;
    }
  }
}

function hashOf(route: string): number {
  let hash = 0;
  for (let i = 0; i < route.length; i++) hash = mix(hash, route.charCodeAt(i));
  return hash ^ (hash >>> 16);
}

/** Where a parameter is at home. */
export interface Owner {
  readonly route: string;
  readonly name: string;
}

/** A name that a known route never had surprises a little, and more with a value that could do something. */
function unknownName(route: RouteProfile, parameter: Parameter | undefined, text: string): Surprise | undefined {
  if (route.partial || !isWarm(route.tally) || (parameter && parameter.tally.clients.length > 1)) return undefined;
  const { chars, length }: Shape = shapeOf(text);
  const score = UNKNOWN_NAME + ((chars & SHARP) !== 0 ? UNKNOWN_VALUE : 0);
  return { score, reason: `a parameter that ${requestsOf(route.tally)} requests never had`, start: 0, end: length };
}
