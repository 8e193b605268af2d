/**
 * Enumeration: one client that reads object after object by number. A middleware cannot know whose object it is; it
 * can see that nobody honest reads thirty of them in a minute.
 * @module
 */

/** Different objects of one kind in a window before it is worth a word. */
const MANY_OBJECTS = 20;
const WINDOW_MS = 60_000;

/** Once said, it is not said again for this long. */
const QUIET_MS = 10 * 60_000;

/** Clients and kinds that are watched at once; the least recently seen goes first. */
const MAX_WATCHED = 5_000;

interface Watched {
  since: number;
  quietUntil: number;
  readonly ids: Set<string>;
}

/** Watches in memory: a signal, not a limit, so that a process of many sees only its share. */
export class EnumerationWatch {
  readonly #watched = new Map<string, Watched>();

  /** Forgets the clients of a room. */
  forget(room: string): void {
    for (const kind of this.#watched.keys()) if (kind.startsWith(`${room}\n`)) this.#watched.delete(kind);
  }

  /** True when this request makes the enumeration plain; once, then quiet. */
  sees(
    { room, client }: { readonly room: string; readonly client: string },
    segments: readonly string[],
    now: number,
  ): boolean {
    const index = segments.findLastIndex(isObjectId);
    if (index < 0) return false;
    const kind = `${room}\n${client}\n${segments.slice(0, index).join("/")}`;
    const watched = this.#watch(kind, now);
    watched.ids.add(segments[index]!);
    if (watched.ids.size < MANY_OBJECTS || now < watched.quietUntil) return false;
    watched.quietUntil = now + QUIET_MS;
    return true;
  }

  #watch(kind: string, now: number): Watched {
    let watched = this.#watched.get(kind);
    this.#watched.delete(kind);
    if (!watched) watched = { since: now, quietUntil: 0, ids: new Set() };
    else if (now - watched.since >= WINDOW_MS || now < watched.since) {
      watched.since = now;
      watched.ids.clear();
    }
    // A set that grew to twice the threshold knows enough.
    if (watched.ids.size >= 2 * MANY_OBJECTS) watched.ids.clear();
    this.#watched.set(kind, watched);
    if (this.#watched.size > MAX_WATCHED) {
      const [oldest] = this.#watched.keys();
      if (oldest !== undefined) this.#watched.delete(oldest);
    }
    return watched;
  }
}

/** A number, or a UUID. Asked of every segment of every request, so without a pattern where none is needed. */
function isObjectId(segment: string): boolean {
  const { length } = segment;
  if (length === 36) return /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(segment);
  if (length === 0 || length > 19) return false;
  for (let i = 0; i < length; i++) {
    const code = segment.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}
