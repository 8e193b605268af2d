/**
 * One of a few, by name.
 * @module
 */

export interface ChoiceProps<Name extends string> {
  readonly label: string;
  readonly value: Name;
  /** Words by name. */
  readonly of: Readonly<Record<Name, string>>;
  readonly onChange: (name: Name) => void;
}

/** A labelled select. */
export function Choice<Name extends string>({ label, value, of, onChange }: ChoiceProps<Name>) {
  const isName = (name: string): name is Name => Object.hasOwn(of, name);
  return (
    <label class="inline">
      {label}{" "}
      <select class="field" value={value} onChange={({ currentTarget: { value } }) => isName(value) && onChange(value)}>
        {Object.entries<string>(of).map(([name, words]) => <option key={name} value={name}>{words}</option>)}
      </select>
    </label>
  );
}
