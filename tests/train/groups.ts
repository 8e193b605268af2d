/**
 * Which sources are held out together.
 * @module
 */
import type { Sample } from "../../detectors/anomaly/train.ts";
import { OWN_TRAFFIC } from "./samples.ts";

/** Sources with fewer attacks than this are held out in folds. */
const SMALL_SOURCE = 250;
const FOLDS = 3;
const TRAFFIC_FOLDS = 7;

/**
 * Each source of many attacks alone; the others, innocent ones among them, in a few folds. Each family of our own
 * traffic is a source; its folds hold nothing else, so that they tell what the model says of traffic it never saw. They
 * hold few families each: traffic that is new to a model has kin that it knows, in the world as here.
 */
export function groupsOf(samples: readonly Sample[]): string[][] {
  const sizes = new Map<string, { attacks: number; all: number }>();
  for (const { source, attack } of samples) {
    const size = sizes.get(source) ?? { attacks: 0, all: 0 };
    sizes.set(source, { attacks: size.attacks + (attack ? 1 : 0), all: size.all + 1 });
  }
  const names = [...sizes.keys()].sort();
  const families = names.filter((name) => name.startsWith(OWN_TRAFFIC));
  const sources = names.filter((name) => !name.startsWith(OWN_TRAFFIC));
  const large = sources.filter((name) => sizes.get(name)!.attacks >= SMALL_SOURCE);
  const small = sources.filter((name) => sizes.get(name)!.attacks < SMALL_SOURCE)
    .sort((a, b) => sizes.get(b)!.all - sizes.get(a)!.all || (a < b ? -1 : 1));
  return [...large.map((name) => [name]), ...dealt(small, FOLDS), ...dealt(families, TRAFFIC_FOLDS)];
}

function dealt(names: readonly string[], folds: number): string[][] {
  const out: string[][] = Array.from({ length: folds }, () => []);
  names.forEach((name, i) => out[i % folds]!.push(name));
  return out.filter((fold) => fold.length > 0);
}

/** Name of a group in the tables. */
export function nameOf(group: readonly string[]): string {
  return group.join("+").replaceAll(`+${OWN_TRAFFIC}-`, "+");
}
