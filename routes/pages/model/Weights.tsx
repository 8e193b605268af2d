/**
 * The heaviest weights, with what of the library falls into their places.
 * @module
 */
import type { Entry } from "../../../detectors/anomaly/parts.ts";
import { Text } from "../../../islands/Text.tsx";
import { signed } from "../../../islands/model/words.ts";
import { TableBox, whole } from "../accuracy/Figures.tsx";

export interface WeightsProps {
  readonly up: readonly Entry[];
  readonly down: readonly Entry[];
  /** Values in which texts were looked for. */
  readonly values: number;
  /** Largest weight that a byte holds, and how many weights have that size. */
  readonly limit: number;
  readonly atLimit: number;
}

/** Two tables side by side. */
export function Weights({ up, down, values, limit, atLimit }: WeightsProps) {
  return (
    <section aria-labelledby="weights">
      <h2 id="weights">Heaviest weights</h2>
      <p>
        A weight belongs to a hash, not to a text: many texts share one. Shown are the heaviest that the {whole(values)}
        {" "}
        values of the attack library use, with what of them falls there, as the model reads it: in small letters,{" "}
        <code>0</code> for any number, <code>·</code> for a space, <code>⊢</code> and <code>⊣</code>{" "}
        for the beginning and the end of the value. They are examples, not what training saw. {whole(atLimit)}{" "}
        weights stand at the limit of one byte, {signed(limit)} or {signed(-limit)}.
      </p>
      <div class="figure-pair">
        <Table label="For an attack" entries={up} />
        <Table label="Against one" entries={down} />
      </div>
    </section>
  );
}

function Table({ label, entries }: { readonly label: string; readonly entries: readonly Entry[] }) {
  return (
    <TableBox label={label}>
      <thead>
        <tr>
          <th scope="col">{label}</th>
          <th scope="col">weight</th>
          <th scope="col">texts that fall there</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ place, weight, texts, different }) => (
          <tr key={place}>
            <th scope="row" class="num quiet">#{place}</th>
            <td class="num">{signed(weight)}</td>
            <td class="grams">
              {texts.length === 0
                ? <span class="quiet">none in the library</span>
                : texts.map((text) => (
                  <span key={text} class="gram mono">
                    <Text text={text.replaceAll(" ", "·")} />
                  </span>
                ))}
              {different > texts.length && <span class="quiet">and {different - texts.length} more</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </TableBox>
  );
}
