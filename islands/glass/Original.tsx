/**
 * The request as it was sent, with what the findings matched marked on the original bytes.
 * @module
 */
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
  const of = (kind: Part["kind"]) => parts.filter((part) => part.kind === kind);
  return (
    <section class="block" aria-label="Original bytes">
      <h3>Original bytes</h3>
      <div class="bytes original">
        <div class="row">
          <span class="quiet">{raw.method}</span> {of("path").map((part) => <Marked key="path" part={part} />)}
          {of("query").map((part) => (
            <span key="query">
              ?<Marked part={part} />
            </span>
          ))}
        </div>
        {of("header").map((part, i) => (
          <div class="row" key={i}>
            <span class="quiet">{part.name}:</span> <Marked part={part} />
          </div>
        ))}
        {of("body").map((part) => (
          <div class="row body" key="body">
            <Marked part={part} breaks />
          </div>
        ))}
      </div>
    </section>
  );
}

function Marked({ part, breaks = false }: { readonly part: Part; readonly breaks?: boolean }) {
  return (
    <>
      {segmentsOf(part.text, part.spans).map((segment, i) => <Piece key={i} segment={segment} breaks={breaks} />)}
    </>
  );
}

function Piece({ segment, breaks }: { readonly segment: Segment; readonly breaks: boolean }) {
  const { text, findings } = segment;
  const first = findings[0];
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
      class={on ? "hit is-lit" : dim ? "hit is-dim" : "hit"}
      data-finding={first}
      onPointerEnter={() => lit.value = first}
      onPointerLeave={() => lit.value = undefined}
    >
      <Text text={text} breaks={breaks} />
    </mark>
  );
}
