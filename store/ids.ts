/**
 * Ids of events: ten characters of time, seven of the event's number in its room. They sort as the log does.
 * @module
 */

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TIME_LENGTH = 10;
const SEQ_LENGTH = 7;

/** Characters of an id. */
export const ID_LENGTH = TIME_LENGTH + 1 + SEQ_LENGTH;

/** What an id says. */
export interface IdParts {
  readonly at: number;
  readonly seq: number;
}

/** Makes the id of event number `seq` at `at` milliseconds since the epoch. */
export function eventIdOf({ at, seq }: IdParts): string {
  return `${encode(at, TIME_LENGTH)}-${encode(seq, SEQ_LENGTH)}`;
}

/** Reads an id; undefined when it is none. */
export function parseEventId(id: string): IdParts | undefined {
  if (id.length !== ID_LENGTH || id[TIME_LENGTH] !== "-") return undefined;
  const at = decode(id.slice(0, TIME_LENGTH));
  const seq = decode(id.slice(TIME_LENGTH + 1));
  return at === undefined || seq === undefined ? undefined : { at, seq };
}

function encode(value: number, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) text = ALPHABET[rest % 32]! + text;
  return text;
}

function decode(text: string): number | undefined {
  let value = 0;
  for (const letter of text) {
    const digit = ALPHABET.indexOf(letter);
    if (digit < 0) return undefined;
    value = value * 32 + digit;
  }
  return value;
}
