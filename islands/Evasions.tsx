/**
 * The evasion checklist as part of the library: fetched when it is opened.
 * @module
 */
import { useSignal } from "@preact/signals";
import { parseEvasions } from "../attacks/evasion.ts";
import type { Entry } from "./draft.ts";
import { entryOf } from "./evasions.ts";
import { LibraryItem } from "./LibraryItem.tsx";
import { searchEntries, type Wish } from "./library.ts";

export interface EvasionsProps {
  readonly wish: Wish;
  readonly current: string | undefined;
}

/** A group that is closed at first. */
export function Evasions({ wish, current }: EvasionsProps) {
  const rows = useSignal<readonly Entry[] | undefined>(undefined);
  const failed = useSignal(false);
  const load = async () => {
    if (rows.peek()) return;
    try {
      const response = await fetch("/glass/evasions");
      if (!response.ok) throw new Error(`Cannot load the checklist: ${response.status}`);
      rows.value = parseEvasions(await response.text()).map(entryOf);
      failed.value = false;
    } catch {
      failed.value = true;
    }
  };
  const found = rows.value && searchEntries(rows.value, wish);
  return (
    <details
      class="evasions"
      onToggle={({ currentTarget }) => {
        if (!currentTarget.open) return;
        load();
        // The list is at the end of a box that scrolls: opened, it should be in sight.
        const box = currentTarget.parentElement;
        if (box) box.scrollTop = currentTarget.offsetTop - box.offsetTop;
      }}
    >
      <summary>
        <span>Evasion checklist</span>
        <span class="count">{found?.length ?? 101}</span>
      </summary>
      {failed.value && <p class="note">The checklist did not come. Close and open this list to try again.</p>}
      <ul>{found?.map((entry) => <LibraryItem key={entry.id} entry={entry} current={entry.id === current} />)}</ul>
    </details>
  );
}
