/**
 * The model card: what it is, what it learned from, what its bands are worth.
 * @module
 */
import { MODEL_RULES } from "../../../detectors/anomaly/opinion.ts";
import type { Model, WeightsHeader } from "../../../detectors/anomaly/weights.ts";
import { POINTS } from "../../../detectors/score.ts";
import { Heads, percent, Row, TableBox, whole } from "../accuracy/Figures.tsx";

/** Format, data, licences. */
export function Card({ model: { header, weights }, bytes }: { readonly model: Model; readonly bytes: number }) {
  const { metrics, licences, seed, trained, manifest, featureVersion, formatVersion, figures } = header;
  const { records, dropped } = metrics;
  const used = weights.reduce((count, weight) => weight === 0 ? count : count + 1, 0);
  const bySource = Object.entries(figures?.dropped ?? {}).filter(([, count]) => count > 0);
  return (
    <section aria-labelledby="card">
      <h2 id="card">Model card</h2>
      <dl class="card">
        <Item name="What it is for">
          A second opinion beside the rules, on values of requests. Alone it blocks only in the band <b>certain</b>.
        </Item>
        <Item name="What it is">
          Logistic regression over hashed pieces of text: 1 to 5 characters, 1 to 3 words. The 64 characters with the
          highest sum decide for a value, the worst value for a request. {whole(weights.length)} weights of one byte,
          {" "}
          {whole(used)} of them in use; {whole(bytes)}{" "}
          bytes with this header. No library computes it: the same files run here and on the server.
        </Item>
        <Item name="Training">
          {trained}, seed {seed}
          {records !== undefined && `, ${whole(records)} records`}
          {dropped !== undefined &&
            `, ${whole(dropped)} of them dropped because a model trained without them said otherwise`}
          {bySource.length > 0 && ` (${bySource.map(([source, count]) => `${source} ${count}`).join(", ")})`}. Attacks
          were disguised in training, innocent words shuffled; the same data and seed give the same bytes.
        </Item>
        <Item name="Data">
          SHA-256 of the records' ids{" "}
          <code class="digest">{manifest}</code>. Only sources whose licence is stated and permissive, and our own:
          <ul class="licences">
            {byLicence(licences).map(([licence, sources]) => (
              <li key={licence}>
                <b>{licence}</b>: {sources.join(", ")}
              </li>
            ))}
          </ul>
        </Item>
        <Item name="Format">
          <code>weights.bin</code>, format {formatVersion}, features{" "}
          {featureVersion}: one line of JSON, then the weights, deflated. Weights of other features are refused.{" "}
          <a href="/model/weights.bin" download="weights.bin">Download</a>
        </Item>
        <Item name="Not for">
          Command lines, NoSQL objects, scanners, GraphQL and plain paths, which are the rules' business. A value of
          letters, digits and spaces alone is not read at all.
        </Item>
      </dl>
    </section>
  );
}

function Item({ name, children }: { readonly name: string; readonly children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function byLicence(licences: WeightsHeader["licences"]): [licence: string, sources: string[]][] {
  const groups = Map.groupBy(Object.keys(licences), (source) => licences[source] ?? "");
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

/** The policy table: how log-odds become points. */
export function Bands({ bands }: Pick<WeightsHeader, "bands">) {
  return (
    <section aria-labelledby="bands">
      <h2 id="bands">From odds to points</h2>
      <p>
        The log-odds of rules and model together fall into a band, and the band has points like any rule. The rates are
        those of requests that the rules let pass, each source judged by a model that had not seen it.
      </p>
      <TableBox label="Policy bands">
        <Heads names={["Band", "from log-odds", "probability", "points", "at level", "FPR %", "TPR %"]} />
        <tbody>
          {bands.map(({ name, logit, fpr, tpr }) => (
            <Row
              key={name}
              name={name}
              cells={[
                logit.toFixed(3),
                (1 / (1 + Math.exp(-logit))).toFixed(3),
                String(POINTS[MODEL_RULES[name].severity]),
                String(MODEL_RULES[name].level),
                percent(fpr),
                percent(tpr),
              ]}
            />
          ))}
        </tbody>
      </TableBox>
    </section>
  );
}
