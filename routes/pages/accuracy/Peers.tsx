/**
 * Others on the same corpus.
 * @module
 */
import type { Evaluation } from "../../../tests/baseline.ts";
import { Heads, percent, Row, TableBox, whatRan } from "./Figures.tsx";

/** Figures that others published, with where. */
export interface PeersFile {
  readonly corpus: string;
  readonly published: string;
  readonly systems: readonly { readonly name: string; readonly tpr: number; readonly fpr: number }[];
}

/** Ours above, others below; each row says who measured it. */
export function Peers({ runs, peers }: { readonly runs: readonly Evaluation[]; readonly peers: PeersFile }) {
  return (
    <>
      <h3>Beside others</h3>
      <p>
        The figures of the others are those that {peers.published}{" "}
        gives for the same file and the same labels; they were not measured again for this page. A run side by side,
        with what it costs, stands in <code>tests/bench/README.md</code>.
      </p>
      <TableBox label="Beside others">
        <Heads names={["System", "TPR %", "FPR %", "whose figure"]} />
        <tbody>
          {runs.map((run) => (
            <Row
              key={run.command}
              name={`Glasshouse, ${whatRan(run)}`}
              cells={[percent(run.intervals.tpr?.percent), percent(run.intervals.fpr?.percent), `ours, ${run.date}`]}
            />
          ))}
          {peers.systems.map(({ name, tpr, fpr }) => (
            <Row key={name} name={name} cells={[tpr.toFixed(1), fpr.toFixed(1), "published with the corpus"]} />
          ))}
        </tbody>
      </TableBox>
    </>
  );
}
