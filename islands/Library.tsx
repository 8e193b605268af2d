/**
 * The library: attacks and innocent requests by kind, with a search.
 * @module
 */
import { useSignal } from "@preact/signals";
import { Cases } from "./Cases.tsx";
import { chosen, draft, type Entry } from "./draft.ts";
import { Evasions } from "./Evasions.tsx";
import { groupEntries, searchEntries, type Wish } from "./library.ts";
import { LibraryItem } from "./LibraryItem.tsx";

export interface LibraryProps {
  readonly attacks: readonly Entry[];
  /** Id of the one that stands in the editor at first. */
  readonly first: string;
}

const DIFFICULTIES = [[0, "any difficulty"], [1, "easy"], [2, "medium"], [3, "hard"]] as const;

/** Search field, difficulty, and the groups. */
export function Library({ attacks, first }: LibraryProps) {
  const wish = useSignal<Wish>({ text: "", difficulty: 0 });
  const found = searchEntries(attacks, wish.value);
  const groups = groupEntries(found);
  const searching = wish.value.text !== "" || wish.value.difficulty !== 0;
  const current = draft.value ? chosen.value : attacks.find(({ id }) => id === first);
  return (
    <div class="library">
      <div class="library-search" role="search">
        <input
          id="search"
          type="search"
          class="field"
          placeholder="Search attacks"
          aria-label="Search attacks"
          aria-keyshortcuts="/"
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => wish.value = { ...wish.value, text: currentTarget.value }}
          onKeyDown={toFirst}
        />
        <select
          class="field"
          aria-label="Difficulty"
          onChange={({ currentTarget }) => {
            const chosen = DIFFICULTIES[currentTarget.selectedIndex];
            if (chosen) wish.value = { ...wish.value, difficulty: chosen[0] };
          }}
        >
          {DIFFICULTIES.map(([value, title]) => <option key={value} value={value}>{title}</option>)}
        </select>
      </div>
      <div class="library-list" onKeyDown={alongList}>
        {groups.map(({ category, title, entries }) => (
          <details key={category} open={searching || current?.category === category}>
            <summary>
              <span>{title}</span>
              <span class="count">{entries.length}</span>
            </summary>
            <ul>
              {entries.map((entry) => <LibraryItem key={entry.id} entry={entry} current={entry.id === current?.id} />)}
            </ul>
          </details>
        ))}
        <Cases />
        {attacks.length > 0 && <Evasions wish={wish.value} current={current?.id} />}
        {groups.length === 0 && (
          <p class="empty">
            {attacks.length === 0
              ? "The library is empty. Write a request of your own below."
              : "No attack fits. Clear the search to see all."}
          </p>
        )}
      </div>
      <p class="visually-hidden" role="status">{searching ? `${found.length} found` : ""}</p>
    </div>
  );
}

/** From the search field down into the list. */
function toFirst(event: KeyboardEvent): void {
  if (event.key !== "ArrowDown") return;
  event.preventDefault();
  document.querySelector<HTMLElement>(".library-list details[open] .item")?.focus();
}

/** Up and down through the entries of open groups. */
function alongList(event: KeyboardEvent): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const items = [...document.querySelectorAll<HTMLElement>(".library-list summary, .library-list details[open] .item")];
  const at = items.findIndex((item) => item === document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  items[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
}
