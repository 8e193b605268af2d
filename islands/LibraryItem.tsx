/**
 * One entry of the library.
 * @module
 */
import { choose, type Entry } from "./draft.ts";
import { requestCount } from "./library.ts";
import { send } from "./send.ts";

/** A button that takes the entry into the editor; twice, and it is thrown. */
export function LibraryItem({ entry, current }: { readonly entry: Entry; readonly current: boolean }) {
  const count = requestCount(entry);
  return (
    <li>
      <button
        type="button"
        class={current ? "item is-current" : "item"}
        aria-current={current ? "true" : undefined}
        title={entry.summary}
        onClick={() => choose(entry)}
        onDblClick={() => send()}
      >
        <span class="item-title">{entry.title}</span>
        {entry.lane === "raw" && <span class="tag">raw</span>}
        {count > 1 && <span class="tag">×{count}</span>}
        <span class="dots" role="img" aria-label={`difficulty ${entry.difficulty} of 3`}>
          {[1, 2, 3].map((dot) => <i key={dot} class={dot <= entry.difficulty ? "on" : ""} />)}
        </span>
      </button>
    </li>
  );
}
