/**
 * What the API did with the last request: the statement with the injected part, the rows against what was right.
 * @module
 */
import type { Effect as EffectData, SqlStatement } from "../routes/demo/effect.ts";
import { draft, type Exchange, exchange } from "./draft.ts";
import { cellText, columnsOf, injectedIn } from "./effect.ts";
import { changeSettings, settings } from "./feed.ts";
import { Guestbook } from "./Guestbook.tsx";
import { send } from "./send.ts";
import { Text } from "./Text.tsx";
import { plural } from "./words.ts";
import { inspect } from "../detectors/request/mod.ts";

/** One panel; empty until the first throw. */
export function Effect() {
  const last = exchange.value;
  return (
    <section class="block effect" aria-label="What the API did">
      <h3>What the API did</h3>
      {!last ? <p class="empty">Nothing thrown yet. Press Enter to throw the first stone.</p> : <Outcome last={last} />}
    </section>
  );
}

function Outcome({ last }: { readonly last: Exchange }) {
  if (last.failure) return <p>Nothing: no response came.</p>;
  return (
    <>
      {last.effect ? <Sql effect={last.effect} last={last} /> : <Plain last={last} />}
      <Guestbook last={last} />
    </>
  );
}

function Plain({ last: { action, status } }: { readonly last: Exchange }) {
  if (action === "limit") return <p>Nothing: the limiter answered before the API was asked.</p>;
  if (action !== "block") return <p>It answered {status} and told of no statement.</p>;
  const observing = settings.value?.mode === "observe";
  const again = async () => {
    await changeSettings({ mode: "observe" });
    if (draft.peek()) await send();
  };
  return (
    <>
      <p>Nothing: the guard refused the request before it reached the API.</p>
      {!observing && <button type="button" class="button" onClick={again}>Observe, and throw it again</button>}
    </>
  );
}

function Sql({ effect, last }: { readonly effect: EffectData; readonly last: Exchange }) {
  const { statements, expectedRows, summary, harmful } = effect;
  const rows = statements.reduce((sum, statement) => sum + statement.rows, 0);
  const values = inspect(last.wire.raw).fields.flatMap(({ views }) => views.map(({ text }) => text));
  return (
    <>
      <p class={harmful ? "effect-summary is-harmful" : "effect-summary"}>
        <strong>{harmful ? "Leak" : "No harm"}</strong> <Text text={summary} />
      </p>
      {statements.map((statement, i) => <Statement key={i} statement={statement} values={values} />)}
      <p class="facts">
        <span>{plural(rows, "row")} came back</span>
        <span>the correct twin returns {expectedRows}</span>
      </p>
    </>
  );
}

function Statement({ statement, values }: { readonly statement: SqlStatement; readonly values: readonly string[] }) {
  const { sql, params, sample, error, rows } = statement;
  const found = params ? undefined : injectedIn(sql, values);
  return (
    <div class="statement">
      <div class="bytes">
        {found
          ? (
            <>
              <Text text={found[0]} />
              <mark class="hit">
                <Text text={found[1]} />
              </mark>
              <Text text={found[2]} />
            </>
          )
          : <Text text={sql} />}
      </div>
      {params && (
        <p class="quiet">
          bound: <Text text={params.map((param) => JSON.stringify(param)).join(", ")} />
        </p>
      )}
      {error && (
        <p class="note">
          The database said: <Text text={error} />
        </p>
      )}
      {sample.length > 0 && <Sample sample={sample} rows={rows} />}
    </div>
  );
}

function Sample({ sample, rows }: { readonly sample: SqlStatement["sample"]; readonly rows: number }) {
  const columns = columnsOf(sample);
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label="Rows that came back">
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                <Text text={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.map((row, i) => (
            <tr key={i}>
              {columns.map((column) => (
                <td key={column}>
                  <Text text={cellText(row[column])} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows > sample.length && <p class="quiet">and {rows - sample.length} more</p>}
    </div>
  );
}
