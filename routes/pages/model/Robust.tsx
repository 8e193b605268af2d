/**
 * What disguises cost, what searches find, and what a small network would be worth.
 * @module
 */
import type { ComparisonFigures, Provenance, RobustnessFigures } from "../../../detectors/anomaly/figures.ts";
import { rateOf } from "../../../islands/model/rate.ts";
import { Heads, percent, range, Row, TableBox, whole } from "../accuracy/Figures.tsx";

/** Mutations one by one, then searches. `sha256` is that of the weights that the guard runs. */
export function Robust(
  { figures, sha256 }: { readonly figures: RobustnessFigures | undefined; readonly sha256: string },
) {
  return (
    <section aria-labelledby="robust">
      <h2 id="robust">Against disguises</h2>
      {figures
        ? <Figures figures={figures} />
        : <p class="empty">No figures for this build. The search above measures one text at a time.</p>}
      {figures && figures.weights !== sha256 && (
        <p class="note">Measured with other weights than those that the guard runs now.</p>
      )}
    </section>
  );
}

function Figures({ figures }: { readonly figures: RobustnessFigures }) {
  const { attacks, clean, fpr, mutations, searches } = figures;
  return (
    <>
      <p>
        The model alone finds {percent(clean)} % of {whole(attacks)} attacks at {percent(fpr)}{" "}
        % FPR. Disguised by one operator each, it finds:
      </p>
      <TableBox label="What each mutation costs">
        <Heads names={["Operator", "in training", "TPR %", "points lost", "at most"]} />
        <tbody>
          {mutations.map(({ mutation, known, tpr, lost, bar }) => (
            <Row
              key={mutation}
              name={mutation}
              cells={[known ? "known" : "new", percent(tpr), percent(lost), percent(bar)]}
            />
          ))}
        </tbody>
      </TableBox>
      <p>
        Guided searches, as above, from attacks that the model finds: past the model, until it is below its threshold at
        {" "}
        {percent(fpr)}{" "}
        % FPR; past the guard, a search of its own, until rules and model at level 1 no longer block. A disguise that no
        longer works counts as one that does.
      </p>
      <TableBox label="What searches find">
        <Heads
          names={[
            "Operators",
            "attacks",
            "tries each",
            "slipped past the model",
            "%",
            "95 %",
            "past the guard",
            "median tries",
          ]}
        />
        <tbody>
          {searches.map(({ operators, seeds, queries, evaded, evadedBoth, medianQueries }) => {
            const rate = rateOf(evaded, seeds);
            return (
              <Row
                key={operators}
                name={operators === "known" ? "known from training" : "new to the model"}
                cells={[
                  whole(seeds),
                  whole(queries),
                  whole(evaded),
                  percent(rate.percent),
                  range(rate),
                  whole(evadedBoth),
                  medianQueries === null ? "–" : whole(medianQueries),
                ]}
              />
            );
          })}
        </tbody>
      </TableBox>
      <Source of={figures} />
    </>
  );
}

/** Linear and network on one split. */
export function Compared({ figures }: { readonly figures: ComparisonFigures | undefined }) {
  return (
    <section aria-labelledby="compared">
      <h2 id="compared">Would a small network do better?</h2>
      {figures
        ? <Comparison figures={figures} />
        : <p class="empty">The comparison was not measured for this build.</p>}
    </section>
  );
}

function Comparison({ figures }: { readonly figures: ComparisonFigures }) {
  const { models, records, seed, trainedOn, heldOutSources } = figures;
  return (
    <>
      <p>
        Both learned from the same {whole(records)} records of {trainedOn.length} sources, seed {seed}; held out:{" "}
        {heldOutSources.join(", ")}.
      </p>
      <TableBox label="Linear model and network">
        <Heads
          names={[
            "Model",
            "numbers",
            "unseen TPR % at 0.1 % FPR",
            "at 0.5 %",
            "seen TPR % at 0.1 % FPR",
            "at 0.5 %",
            "µs a value",
            "training, s",
          ]}
        />
        <tbody>
          {models.map(({ name, hidden, parameters, heldOut, inSource, microseconds, trainSeconds }) => (
            <Row
              key={name}
              name={name === "linear" ? "linear" : `network, ${hidden} hidden units`}
              cells={[
                whole(parameters),
                percent(heldOut.tprAt01),
                percent(heldOut.tprAt05),
                percent(inSource.tprAt01),
                percent(inSource.tprAt05),
                microseconds.toFixed(1),
                trainSeconds.toFixed(1),
              ]}
            />
          ))}
        </tbody>
      </TableBox>
      <Source of={figures} />
    </>
  );
}

function Source({ of: { command, date, commit } }: { readonly of: Provenance }) {
  return (
    <p class="quiet">
      <code>{command}</code>, {date}, commit {commit}.
    </p>
  );
}
