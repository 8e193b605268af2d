/**
 * The request as it was sent, with what the findings matched marked on the original bytes.
 * @module
 */
import type { Contribution } from "../../detectors/score.ts";
import { draft, lit, opened } from "../draft.ts";
import { type Part, partsOf, type Segment, segmentsOf, shorten } from "../marks.ts";
import { Text } from "../Text.tsx";
import type { Trace } from "../verdict.ts";

/** Request line, headers that matter, body. */
export function Original({ trace: { raw, examination } }: { readonly trace: Trace }) {
  const { request, score } = examination;
  const own = opened.value ? [] : draft.value?.headers ?? [];
  const keep = new Set(["content-type", ...own.map(([name]) => name.toLowerCase())]);
  const parts = partsOf(raw, request, score.contributions.map(({ finding }) => finding), keep);
  const soft = softOf(score.contributions);
  const of = (kind: Part["kind"]) => parts.filter((part) => part.kind === kind);
  return (
    <section class="block" aria-label="Original bytes">
      <h3>Original bytes</h3>
      <div class="bytes original">
        <div class="row">
          <span class="quiet">{raw.method}</span>{" "}
          {of("path").map((part) => <Marked key="path" part={part} soft={soft} />)}
          {of("query").map((part) => (
            <span key="query">
              ?<Marked part={part} soft={soft} />
            </span>
          ))}
        </div>
        {of("header").map((part, i) => (
          <div class="row" key={i}>
            <span class="quiet">{part.name}:</span> <Marked part={part} soft={soft} />
          </div>
        ))}
        {of("body").map((part) => (
          <div class="row body" key="body">
            <Marked part={part} soft={soft} breaks />
          </div>
        ))}
      </div>
    </section>
  );
}

/**
 * Findings whose marks step back: the model's, which span a whole value, and those above the level. Where there are no
 * others, none steps back.
 */
function softOf(contributions: readonly Contribution[]): ReadonlySet<number> {
  const soft = contributions.flatMap(({ finding, state }, i) =>
    finding.category === "anomaly" || state === "above-level" ? [i] : []
  );
  return new Set(soft.length === contributions.length ? [] : soft);
}

interface MarkedProps {
  readonly part: Part;
  readonly soft: ReadonlySet<number>;
  readonly breaks?: boolean;
}

function Marked({ part, soft, breaks = false }: MarkedProps) {
  return (
    <>
      {segmentsOf(part.text, part.spans).map((segment, i) => (
        <Piece key={i} segment={segment} soft={soft} breaks={breaks} />
      ))}
    </>
  );
}

interface PieceProps {
  readonly segment: Segment;
  readonly soft: ReadonlySet<number>;
  readonly breaks: boolean;
}

function Piece({ segment, soft, breaks }: PieceProps) {
  const { text, findings } = segment;
  const strong = findings.find((finding) => !soft.has(finding));
  const first = strong ?? findings[0];
  if (first === undefined) {
    const [head, left, tail] = shorten(segment);
    return (
      <>
        <Text text={head} breaks={breaks} />
        {left !== undefined && <span class="left-out">… {left.toLocaleString("en")} characters …</span>}
        {tail !== undefined && <Text text={tail} breaks={breaks} />}
      </>
    );
  }
  const on = lit.value !== undefined && findings.includes(lit.value);
  const dim = lit.value !== undefined && !on;
  return (
    <mark
      class={`hit${on ? " is-lit" : dim ? " is-dim" : strong === undefined ? " is-soft" : ""}`}
      data-finding={first}
      onPointerEnter={() => lit.value = first}
      onPointerLeave={() => lit.value = undefined}
    >
      <Text text={text} breaks={breaks} />
    </mark>
  );
}
