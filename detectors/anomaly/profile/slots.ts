/**
 * What was seen, and by how many: three bytes for each thing a value can have. Two hold the groups of clients that
 * brought it, one the windows of time in which it came; its top bit says that it is confirmed. Joining two instances
 * is a bitwise or, so it does not matter in which order, nor how often.
 * @module
 */

/** Bytes of a slot. */
export const SLOT_BYTES = 3;

/** Groups that clients fall into, by their digest. */
export const CLIENT_GROUPS = 16;

/** Windows that are told apart. */
export const WINDOWS = 7;

/** Windows in which something must have come before it counts as usual. */
export const CONFIRM_WINDOWS = 5;

const CONFIRMED = 1 << WINDOWS;

/** Who brings something now, and when. */
export interface Mark {
  /** Bit of the client's group. */
  readonly group: number;
  /** Bit of the window. */
  readonly window: number;
  /** Groups that must have brought it before it counts as usual. */
  readonly groups: number;
}

/** The group of a client as a bit. */
export function groupOf(client: number): number {
  return 1 << (client & (CLIENT_GROUPS - 1));
}

/** Notes that something was seen; true when it had never been seen, or is confirmed by this. */
export function mark(slots: Uint8Array, slot: number, { group, window, groups }: Mark): boolean {
  const at = slot * SLOT_BYTES;
  const before = slots[at + 2]!;
  slots[at] = slots[at]! | (group & 255);
  slots[at + 1] = slots[at + 1]! | (group >> 8);
  slots[at + 2] = before | window;
  if ((before & CONFIRMED) === 0) confirm(slots, at, { windows: CONFIRM_WINDOWS, groups });
  return before === 0 || ((before ^ slots[at + 2]!) & CONFIRMED) !== 0;
}

/** How often something must have been seen. */
interface Need {
  readonly windows: number;
  readonly groups: number;
}

function confirm(slots: Uint8Array, at: number, { windows, groups }: Need): void {
  if (bitCount(slots[at + 2]! & (CONFIRMED - 1)) < windows) return;
  if (bitCount(slots[at]!) + bitCount(slots[at + 1]!) >= groups) slots[at + 2] = slots[at + 2]! | CONFIRMED;
}

/** Confirms what two groups of clients brought in two windows: the end of a warm-up. */
export function seal(slots: Uint8Array): void {
  for (let at = 0; at < slots.length; at += SLOT_BYTES) confirm(slots, at, { windows: 2, groups: 2 });
}

/** Whether it was seen by enough clients in enough windows. */
export function isConfirmed(slots: Uint8Array, slot: number): boolean {
  return (slots[slot * SLOT_BYTES + 2]! & CONFIRMED) !== 0;
}

/** Slots of a region that are confirmed, and that more than one group of clients brought: one alone proves nothing. */
export function countSlots(slots: Uint8Array, from: number, to: number): { confirmed: number; shared: number } {
  let confirmed = 0, shared = 0;
  for (let slot = from; slot < to; slot++) {
    const at = slot * SLOT_BYTES;
    if (isConfirmed(slots, slot)) confirmed++;
    if (bitCount(slots[at]!) + bitCount(slots[at + 1]!) > 1) shared++;
  }
  return { confirmed, shared };
}

/** Takes over what another instance saw; together they may have seen enough of something. */
export function join(slots: Uint8Array, other: Uint8Array, groups: number): void {
  for (let i = 0; i < slots.length; i++) slots[i] = slots[i]! | other[i]!;
  for (let at = 0; at < slots.length; at += SLOT_BYTES) confirm(slots, at, { windows: CONFIRM_WINDOWS, groups });
}

/** Forgets what did not come again since the last time, confirmed or not; the windows begin anew. */
export function fade(slots: Uint8Array): void {
  for (let at = 0; at < slots.length; at += SLOT_BYTES) {
    const again = (slots[at + 2]! & (CONFIRMED - 1)) !== 0;
    const confirmed = (slots[at + 2]! & CONFIRMED) !== 0;
    if (again && confirmed) slots[at + 2] = CONFIRMED;
    else slots.fill(0, at, at + SLOT_BYTES);
  }
}

/** Bits that are set in a number below 2^16. */
export function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
