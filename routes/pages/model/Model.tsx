/**
 * `/model`: the model to question, to attack, to teach and to measure; then its card.
 * @module
 */
import type { ComponentChildren } from "preact";
import type { Model as Weighed } from "../../../detectors/anomaly/weights.ts";
import type { Snapshot } from "../../../guard/types.ts";
import { GuardBar } from "../../../islands/GuardBar.tsx";
import { Help } from "../../../islands/Help.tsx";
import type { Measured } from "../../../islands/model/dataset.ts";
import { JudgeText } from "../../../islands/model/JudgeText.tsx";
import type { Practice } from "../../../islands/model/practice.ts";
import { Slip } from "../../../islands/model/Slip.tsx";
import { Teach } from "../../../islands/model/Teach.tsx";
import { Threshold } from "../../../islands/model/Threshold.tsx";
import type { Evaluation } from "../../../tests/baseline.ts";
import { whole } from "../accuracy/Figures.tsx";
import { Document } from "../Document.tsx";
import { Island } from "../Island.tsx";
import { Bands, Card } from "./Card.tsx";
import type { ModelFiles } from "./files.ts";
import { Misses } from "./Misses.tsx";
import { Compared, Robust } from "./Robust.tsx";
import { Unseen } from "./Unseen.tsx";
import { Weights, type WeightsProps } from "./Weights.tsx";

/** What the page says of the model that the guard runs. */
export interface Described {
  readonly model: Weighed;
  /** Size and SHA-256 of the weights file. */
  readonly bytes: number;
  readonly sha256: string;
  readonly heaviest: WeightsProps;
  readonly files: ModelFiles;
}

export interface ModelProps {
  /** None where the guard runs without one. */
  readonly described?: Described | undefined;
  readonly evaluations: readonly Evaluation[];
  readonly practice: Pick<Practice, "known" | "from">;
  readonly snapshot: Snapshot;
}

/** The page. */
export function Model({ described, evaluations, practice, snapshot }: ModelProps) {
  const { settings, room } = snapshot;
  return (
    <Document
      title="Model · Glasshouse"
      path="/model"
      skip={["#page", "Skip to the model"]}
      bar={<Island name="GuardBar" of={GuardBar} props={{ start: settings, room }} />}
    >
      <main id="page" class="accuracy model" tabIndex={-1} data-props={JSON.stringify({ snapshot })}>
        <div class="accuracy-text">
          <h2>Model</h2>
          {described
            ? <Parts described={described} evaluations={evaluations} practice={practice} />
            : <p class="lead">The guard runs without a model here.</p>}
        </div>
      </main>
      <Island name="Help" of={Help} props={{}} />
    </Document>
  );
}

interface PartsProps extends Pick<ModelProps, "evaluations" | "practice"> {
  readonly described: Described;
}

function Parts({ described, evaluations, practice }: PartsProps) {
  const { model, bytes, sha256, heaviest, files } = described;
  const { header } = model;
  const runs = runsOf(evaluations);
  const both = runs.find((run) => run.model);
  return (
    <>
      <p class="lead">
        A small linear model reads every value beside the rules. Question it, attack it, teach it, move its threshold;
        it runs in this page as it runs in the guard.
      </p>
      <nav class="contents" aria-label="On this page">
        {CONTENTS.map(([id, title]) => <a key={id} href={`#${id}`}>{title}</a>)}
      </nav>
      <Tool id="judge" title="Judge this text">
        <p>Type anything. Every character is tinted by what it adds to the log-odds; the sum is written out below.</p>
        <Island name="JudgeText" of={JudgeText} props={{}} />
      </Tool>
      <Tool id="slip" title="Mutate until it slips">
        <p>
          An attacker tries disguises and keeps each one that the guard likes better. Step through such a search: the
          same seed makes the same search.
        </p>
        <Island name="Slip" of={Slip} props={{}} />
      </Tool>
      <Tool id="teach" title="Teach it">
        <p>
          Training goes on from the weights of the server: AdaGrad, eight passes over your samples and over{" "}
          {whole(practice.known.length)}{" "}
          known ones ({practice.from}), so that it does not forget; a third of the attacks is shown disguised; then the
          weights are rounded to one byte again. Calibration, the weights of the rules and the bands stay. All of it
          happens in this page: the model of the server does not change, and a reload forgets what was taught.
        </p>
        <Island name="Teach" of={Teach} props={{}} />
      </Tool>
      <Tool id="threshold" title="Move the threshold">
        <Island
          name="Threshold"
          of={Threshold}
          props={{ measured: measuredOf(described, both), bands: header.bands, provenance: provenanceOf(both) }}
        />
      </Tool>
      <Weights {...heaviest} />
      <Card model={model} bytes={bytes} />
      <Bands bands={header.bands} />
      <Unseen header={header} runs={runs} />
      <Misses rules={runs.find((run) => !run.model)} both={both} heldOut={header.figures?.classes ?? []} />
      <Robust figures={files.robustness} sha256={sha256} />
      <Compared figures={files.comparison} />
    </>
  );
}

/** Sections by id. */
const CONTENTS = [
  ["judge", "Judge"],
  ["slip", "Mutate"],
  ["teach", "Teach"],
  ["threshold", "Threshold"],
  ["weights", "Weights"],
  ["card", "Card"],
  ["unseen", "Unseen sources"],
  ["missed", "Misses"],
  ["robust", "Disguises"],
] as const;

function Tool({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** Evaluations at level 1 over the corpus in which the model took part, the rules alone first. */
function runsOf(evaluations: readonly Evaluation[]): readonly Evaluation[] {
  const atOne = evaluations.filter(({ level, report }) => level === 1 && report.attacks > 0);
  const corpus = atOne.find(({ model }) => model)?.corpus;
  return atOne.filter((run) => run.corpus === corpus).toSorted((a, b) => Number(a.model) - Number(b.model));
}

function measuredOf({ model: { header: { figures } } }: Described, both: Evaluation | undefined): Measured {
  return {
    ...(both?.odds ? { evaluated: both.odds } : {}),
    ...(figures ? { heldOut: { together: figures.combinedHistogram, alone: figures.modelHistogram } } : {}),
  };
}

function provenanceOf(run: Evaluation | undefined): string {
  return run ? `${run.title}, ${run.corpus}, ${run.date}, commit ${run.commit}: ${run.command}.` : "";
}
