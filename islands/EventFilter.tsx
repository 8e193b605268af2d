/**
 * The fields by which the list of events is narrowed.
 * @module
 */
import type { Category } from "../detectors/types.ts";
import type { Action } from "../guard/types.ts";
import { AGES, type EventFilter } from "./event_filter.ts";
import { ACTION_WORD, ACTIONS, CATEGORY_TITLE, plural } from "./words.ts";

export interface EventFilterProps {
  readonly filter: EventFilter;
  /** Types that occur. */
  readonly types: readonly Category[];
  readonly onFilter: (filter: EventFilter) => void;
}

/** Folded away until it is wanted; says how many fields are set. */
export function EventFilterFields({ filter, types, onFilter }: EventFilterProps) {
  const { verdict, type, client, text, since, ...none } = filter;
  const set = Object.values(filter).filter((value) => value !== undefined).length;
  const change = (part: { readonly [Name in keyof EventFilter]?: EventFilter[Name] | undefined }) => {
    const next = { ...filter, ...part };
    onFilter(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== "")));
  };
  return (
    <details class="event-filter" open={set > 0}>
      <summary>filter{set > 0 && <span class="count">{set}</span>}</summary>
      <div class="filter-fields">
        <Choice<Action>
          title="verdict"
          value={verdict}
          options={ACTIONS.map((action) => [action, ACTION_WORD[action]])}
          onValue={(verdict) => change({ verdict })}
        />
        <Choice<Category>
          title="type"
          value={type}
          options={[...new Set([...types, ...(type ? [type] : [])])].map((each) => [each, CATEGORY_TITLE[each]])}
          onValue={(type) => change({ type })}
        />
        <Choice<number>
          title="time"
          value={since}
          options={AGES.map((
            age,
          ) => [age, age < 60 ? `last ${plural(age, "minute")}` : `last ${plural(age / 60, "hour")}`])}
          onValue={(since) => change({ since })}
        />
        <Words title="client" value={client} onValue={(client) => change({ client })} />
        <Words title="text" value={text} onValue={(text) => change({ text })} />
        {set > 0 && <button type="button" class="link" onClick={() => onFilter(none)}>clear</button>}
      </div>
    </details>
  );
}

interface ChoiceProps<T> {
  readonly title: string;
  readonly value: T | undefined;
  readonly options: readonly (readonly [value: T, title: string])[];
  readonly onValue: (value: T | undefined) => void;
}

function Choice<T extends string | number>({ title, value, options, onValue }: ChoiceProps<T>) {
  return (
    <label>
      <span>{title}</span>
      <select
        class="field"
        onChange={({ currentTarget }) => onValue(options[currentTarget.selectedIndex - 1]?.[0])}
      >
        <option selected={value === undefined}>any</option>
        {options.map(([each, name]) => <option key={each} selected={each === value}>{name}</option>)}
      </select>
    </label>
  );
}

function Words({ title, value, onValue }: {
  readonly title: string;
  readonly value: string | undefined;
  readonly onValue: (value: string | undefined) => void;
}) {
  return (
    <label>
      <span>{title}</span>
      <input
        class="field mono"
        type="search"
        maxLength={200}
        value={value ?? ""}
        onInput={({ currentTarget }) => onValue(currentTarget.value === "" ? undefined : currentTarget.value)}
      />
    </label>
  );
}
