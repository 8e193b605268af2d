/**
 * Which classes of attacks pass.
 * @module
 */
import type { ClassRow } from "../../../detectors/anomaly/figures.ts";
import { rateOf } from "../../../islands/model/rate.ts";
import type { Evaluation } from "../../../tests/baseline.ts";
import { Heads, percent, range, Row, TableBox, whole } from "../accuracy/Figures.tsx";

export interface MissesProps {
  /** Over one corpus: rules alone, rules and model. */
  readonly rules?: Evaluation | undefined;
  readonly both?: Evaluation | undefined;
  /** Sources held out, from the training. */
  readonly heldOut: readonly ClassRow[];
}

/** One row a class, those with the most misses first. */
export function Misses({ rules, both, heldOut }: MissesProps) {
  const classes = Object.entries(both?.report.byClass ?? {}).filter(([, { attacks }]) => attacks > 0)
    .map(([name, { attacks, caught }]) => ({ name, attacks, missed: attacks - caught }))
    .toSorted((a, b) => b.missed - a.missed || b.attacks - a.attacks);
  return (
    <section aria-labelledby="missed">
      <h2 id="missed">Misses by class</h2>
      {both && (
        <>
          <TableBox label="Misses by class, evaluation">
            <Heads names={["Class", "attacks", "rules miss", "rules and model miss", "missed %", "95 %"]} />
            <tbody>
              {classes.map(({ name, attacks, missed }) => {
                const rate = rateOf(missed, attacks);
                const before = rules?.report.byClass[name];
                return (
                  <Row
                    key={name}
                    name={name}
                    cells={[
                      whole(attacks),
                      before ? whole(before.attacks - before.caught) : "–",
                      whole(missed),
                      percent(rate.percent),
                      range(rate),
                    ]}
                  />
                );
              })}
            </tbody>
          </TableBox>
          <p class="quiet">
            {both.command}, {both.date}, commit{" "}
            {both.commit}. Many of these sources are among those that the model learned from.
          </p>
        </>
      )}
      {heldOut.length > 0 && (
        <>
          <h3>Sources held out</h3>
          <TableBox label="Misses by class, sources held out">
            <Heads names={["Class", "attacks", "rules miss", "rules and model miss", "missed %", "95 %"]} />
            <tbody>
              {heldOut.map((row) => {
                const rate = rateOf(row.missed, row.attacks);
                return (
                  <Row
                    key={row.class}
                    name={row.class}
                    cells={[
                      whole(row.attacks),
                      whole(row.missedByRules),
                      whole(row.missed),
                      percent(rate.percent),
                      range(rate),
                    ]}
                  />
                );
              })}
            </tbody>
          </TableBox>
        </>
      )}
      {!both && heldOut.length === 0 && <p class="empty">Nothing was measured yet.</p>}
    </section>
  );
}
