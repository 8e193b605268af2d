/**
 * The statements that ran, with the injected part marked, and the rows that came back.
 * @module
 */
import type { RawRequest } from "../detectors/types.ts";
import type { SqlEffect, SqlStatement } from "../routes/demo/effect.ts";
import { judge } from "./judging.ts";
import { cellText, columnsOf, injectedIn } from "./effect.ts";
import { Text } from "./Text.tsx";
import { plural } from "./words.ts";

/** Statements, rows, and what the correct twin returns. */
export function SqlDone({ effect, raw }: { readonly effect: SqlEffect; readonly raw: RawRequest }) {
  const { statements, expectedRows } = effect;
  const rows = statements.reduce((sum, statement) => sum + statement.rows, 0);
  const values = judge.value?.readings(raw) ?? [];
  return (
    <>
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
