/**
 * Where the kind of attack that decided stands in the catalogues, each a link.
 * @module
 */
import { CATALOGUE } from "../../attacks/catalogue.ts";
import { refLink } from "../../attacks/refs.ts";
import type { SecurityEvent } from "../../guard/types.ts";
import type { Trace } from "../verdict.ts";
import { CATEGORY_TITLE } from "../words.ts";

interface ReadOnProps {
  readonly trace: Trace;
  readonly event: SecurityEvent | undefined;
}

/** One line; nothing where nothing was found, or only something unusual. */
export function ReadOn({ trace, event }: ReadOnProps) {
  const category = event?.category ?? trace.examination.score.contributions[0]?.finding.category;
  const refs = category ? CATALOGUE[category] : [];
  if (!category || refs.length === 0) return null;
  return (
    <p class="read-on">
      <span>{CATEGORY_TITLE[category]}:</span>
      {refs.map((ref) => <a key={ref} href={refLink(ref)} rel="noreferrer">{ref}</a>)}
    </p>
  );
}
