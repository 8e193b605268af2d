/**
 * What an answer says of the limiter and of time: `RateLimit`, `RateLimit-Policy` and `Server-Timing`. Pure.
 * @module
 */

/** Headers of an answer, their names in small letters. */
type Headers = readonly (readonly [name: string, value: string])[];

/** Where a client stands with one policy. */
export interface Quota {
  readonly name: string;
  readonly limit: number;
  /** Seconds over which the limit counts. */
  readonly window: number;
  readonly left: number;
  /** Seconds until there is more. */
  readonly next: number;
}

/** A stage of the guard, and the milliseconds it took. */
export interface Took {
  readonly name: string;
  readonly ms: number;
}

/** The quotas that an answer tells of; none where it tells of none, or not in the form of the draft. */
export function quotasOf(headers: Headers): readonly Quota[] {
  const policies = new Map(itemsOf(headers, "ratelimit-policy").map((item) => [item.name, item.numbers]));
  return itemsOf(headers, "ratelimit").flatMap(({ name, numbers }) => {
    const policy = policies.get(name);
    const [limit, window] = [policy?.get("q"), policy?.get("w")];
    const [left, next] = [numbers.get("r"), numbers.get("t")];
    return limit === undefined || window === undefined || left === undefined
      ? []
      : [{ name, limit, window, left, next: next ?? 0 }];
  });
}

/** The stages that an answer gives the time of; the one called `guard` is all of them. */
export function timesOf(headers: Headers): readonly Took[] {
  return valueOf(headers, "server-timing").split(",").flatMap((part) => {
    const [, name, ms] = /^\s*([\w-]+);dur=(\d+(?:\.\d+)?)\s*$/.exec(part) ?? [];
    return name === undefined ? [] : [{ name, ms: Number(ms) }];
  });
}

interface Item {
  readonly name: string;
  readonly numbers: ReadonlyMap<string, number>;
}

/** Items of a structured list, `"name";q=100;w=60`; of their parameters those that are numbers. */
function itemsOf(headers: Headers, wanted: string): readonly Item[] {
  return [...valueOf(headers, wanted).matchAll(/"([^"\\]*)"((?:;[a-z]+=[^,;]*)*)/g)].map((
    [, name = "", rest = ""],
  ) => ({
    name,
    numbers: new Map([...rest.matchAll(/;([a-z]+)=(\d+)/g)].map(([, key = "", value]) => [key, Number(value)])),
  }));
}

function valueOf(headers: Headers, wanted: string): string {
  return headers.filter(([name]) => name === wanted).map(([, value]) => value).join(", ");
}
