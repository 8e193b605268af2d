/**
 * Our own corpus: what is known to be judged wrongly, file by file.
 * @module
 */
import { plural } from "../../../islands/words.ts";
import { Text } from "../../../islands/Text.tsx";
import type { Baseline } from "../../../tests/baseline.ts";
import type { Gap } from "./gaps.ts";
import { Heads, Row, TableBox, whole } from "./Figures.tsx";

/** Files of known misses are called so: their rows are attacks that pass. */
const GAP = "gap-";

interface MissesProps extends Pick<Baseline, "corpus" | "traffic"> {
  /** The rows that are known to pass. */
  readonly gaps?: readonly Gap[] | undefined;
}

/** Files with a known miss or a false alarm; files that are judged rightly throughout are only counted. */
export function Misses({ corpus, traffic, gaps: listed = [] }: MissesProps) {
  const files = Object.entries(corpus);
  const gaps = files.filter(([name]) => name.startsWith(GAP));
  const wrong = files.filter(([name, { rows, right }]) => !name.startsWith(GAP) && right < rows);
  const rows = files.reduce((sum, [, count]) => sum + count.rows, 0);
  return (
    <section aria-labelledby="misses">
      <h2 id="misses">Known misses</h2>
      <p>
        Our own samples, {whole(rows)} rows in {whole(files.length)} files of{" "}
        <code>tests/corpus/</code>, run with every test. Of {whole(traffic.rows)} generated API requests,{" "}
        {whole(traffic.rows - traffic.right)} are blocked wrongly.{" "}
        {gaps.length + wrong.length > 0 ? "Known to be wrong:" : "None is known to be wrong."}
      </p>
      {gaps.length + wrong.length > 0 && (
        <TableBox label="Files with known misses">
          <Heads names={["File", "what is wrong", "rows", "of"]} />
          <tbody>
            {gaps.map(([name, count]) => (
              <Row
                key={name}
                name={<code>tests/corpus/{name}</code>}
                cells={["attacks that pass", whole(count.right), whole(count.rows)]}
              />
            ))}
            {wrong.map(([name, count]) => (
              <Row
                key={name}
                name={<code>tests/corpus/{name}</code>}
                cells={[
                  name.startsWith("benign-") ? "innocent rows blocked" : "attacks that pass",
                  whole(count.rows - count.right),
                  whole(count.rows),
                ]}
              />
            ))}
          </tbody>
        </TableBox>
      )}
      {listed.map(({ file, note, rows }) => (
        <details key={file} class="gap">
          <summary>
            {plural(rows.length, "row")} of <code>{file}</code>
          </summary>
          <p>{note}</p>
          <ul>
            {rows.map((row, i) => (
              <li key={i}>
                <code class="bytes">
                  <Text text={row} />
                </code>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
