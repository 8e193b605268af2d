/**
 * The features that weigh most in a value; pointing at one lights where it stands.
 * @module
 */
import type { Signal } from "@preact/signals";
import type { Part } from "../../detectors/anomaly/parts.ts";
import { Text } from "../Text.tsx";
import { signed } from "./words.ts";

export interface PartsProps {
  /** The heaviest first. */
  readonly parts: readonly Part[];
  /** Index of the one that is pointed at. */
  readonly lit: Signal<number | undefined>;
}

/** Features shown of each sign. */
const SHOWN = 6;

/** Two lists: for an attack, against one. */
export function Parts({ parts, lit }: PartsProps) {
  const numbered = merged(parts);
  const up = numbered.filter(({ part }) => part.weight > 0);
  const down = numbered.filter(({ part }) => part.weight < 0);
  return (
    <div class="parts">
      <List title="Weighs most for an attack" some={up} lit={lit} />
      <List title="Weighs most against one" some={down} lit={lit} />
    </div>
  );
}

/** A stretch may be several features: as characters, as words. They are shown as one. */
function merged(parts: readonly Part[]): readonly { readonly part: Part; readonly index: number }[] {
  const byStretch = new Map<string, { part: Part; index: number }>();
  parts.forEach((part, index) => {
    const key = `${part.start} ${part.text}`;
    const known = byStretch.get(key);
    if (known) known.part = { ...known.part, weight: known.part.weight + part.weight };
    else byStretch.set(key, { part, index });
  });
  return [...byStretch.values()].sort((a, b) => Math.abs(b.part.weight) - Math.abs(a.part.weight));
}

interface ListProps extends Pick<PartsProps, "lit"> {
  readonly title: string;
  readonly some: readonly { readonly part: Part; readonly index: number }[];
}

function List({ title, some, lit }: ListProps) {
  return (
    <div>
      <h3>
        {title} <span class="quiet num">{Math.min(SHOWN, some.length)} of {some.length}</span>
      </h3>
      {some.length === 0 && <p class="empty">Nothing.</p>}
      <ul>
        {some.slice(0, SHOWN).map(({ part: { text, weight }, index }) => (
          <li key={index}>
            <button
              type="button"
              class="part"
              aria-pressed={lit.value === index}
              onMouseEnter={() => lit.value = index}
              onMouseLeave={() => lit.value = undefined}
              onFocus={() => lit.value = index}
              onBlur={() => lit.value = undefined}
            >
              <span class="mono">
                <Text text={text.replaceAll(" ", "·")} />
              </span>
              <span class="num">{signed(weight)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
