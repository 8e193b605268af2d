/**
 * Every bound of the store, with its reason.
 * @module
 */

/** Events in one atomic commit. Each is one mutation at most, the heads come on top; KV takes 1,000, and 800 KiB. */
export const MAX_COMMIT_EVENTS = 400;

/** Characters of JSON in one commit: two bytes each in the worst case, below KV's 800 KiB. */
export const MAX_COMMIT_CHARS = 390_000;

/** Rooms in one commit: each is one check, KV takes 100. */
export const MAX_COMMIT_ROOMS = 50;

/** Characters of one event's JSON: KV's values end at 65,536 bytes, a character may take two. */
export const MAX_EVENT_CHARS = 30_000;

/** Characters of the events that share one value, for the same reason: fewer than a hundred, each with a few bytes more. */
export const MAX_ROW_CHARS = 30_000;

/** Rows of events that are read at once: 3 MB at most. */
export const ROWS_AT_ONCE = 50;

/** Events waiting for the disk; beyond it events are dropped and counted, or a slow disk would eat the memory. */
export const MAX_QUEUE = 10_000;

/** Mutations in one flush of the counters. */
export const MAX_FLUSH_MUTATIONS = 500;

/** Milliseconds between two flushes of the counters. */
export const FLUSH_MS = 250;

/** Events of a room kept in memory for streams that resume; older ones come from KV. */
export const RING_EVENTS = 500;

/** Seconds of the series kept in memory, and given to the page. */
export const SERIES_SECONDS = 300;

/** Attempts of a compare-and-swap before the policy decides: on a busy key of two processes, two of three collide. */
export const MAX_ATTEMPTS = 32;

/** Rooms kept in memory; the least recently used goes first and is read again when it is needed. */
export const MAX_ROOMS = 1_000;

/** Limiter states kept in memory, half a kilobyte each; what is asked for again is read again. */
export const MAX_LIMIT_KEYS = 20_000;

/** Events one page of the log can have. */
export const MAX_PAGE = 500;

/** Streams at once, about 70 KB of memory each. */
export const MAX_STREAMS = 2_000;

/** Streams of one client: browsers open six connections to a host, a classroom may share one address. */
export const MAX_CLIENT_STREAMS = 100;

/** Rooms whose heads are watched: KV watches ten keys at once. The others are asked for once a second. */
export const MAX_WATCHED_ROOMS = 10;

/** Events in one frame. */
export const MAX_FRAME_EVENTS = 200;

/** Events a stream gets from the log when it resumes; whoever was away longer reads the pages of the log. */
export const MAX_RESUME_EVENTS = 5_000;

/** Events a room keeps; the oldest go first, in whole rows: fewer than a hundred more may stay. */
export const MAX_ROOM_EVENTS = 20_000;

/** Events that a visitor's room keeps, and characters of their JSON: a thousand rooms fit into a few gigabytes. */
export const VISITOR_EVENTS = 2_000;
export const VISITOR_CHARS = 4_000_000;

/** Milliseconds that an event is kept. */
export const EVENT_AGE_MS = 7 * 24 * 3_600_000;

/** Events between two looks at a room's size. */
export const TRIM_EVERY = 1_000;

/** Seconds that the series by seconds is kept; the one by minutes is kept for a week. */
export const SECONDS_AGE = 3_600;
export const MINUTES_AGE = 7 * 24 * 60;

/** Stories that can be coalesced at once over all rooms; when there are more, the oldest is told to its end. */
export const MAX_FLOODS = 2_000;

/** Milliseconds that a limiter waits for the database before its policy decides. */
export const COUNTER_DEADLINE_MS = 2_000;

/** Milliseconds for which a refusal is given from memory: another process may have cleared the key meanwhile. */
export const REFUSAL_TRUST_MS = 1_000;

/** Milliseconds after such a wait in which nobody waits again. */
export const BREAK_MS = 1_000;

/** Processes that can share a database; of more, the one that came first has to come again. */
export const MAX_MEMBERS = 64;

/** Milliseconds after which the state of a limiter is on disk, where one process has the database to itself: as the counters. */
export const WRITE_BEHIND_MS = 250;

/** Limiter states in one write, and the numbers in them: nine bytes each, below KV's 800 KiB. */
export const MAX_WRITE_KEYS = 400;
export const MAX_WRITE_NUMBERS = 40_000;

/** Bytes of profiles in one value: below KV's 65,536. */
export const PROFILE_PART_BYTES = 60_000;

/** Milliseconds between two merges of a room's profiles with the database. */
export const SYNC_PROFILES_MS = 15_000;

/** Snapshots of a room's profiles, and the milliseconds between two: a day to notice what should not have been learned. */
export const MAX_SNAPSHOTS = 4;
export const SNAPSHOT_MS = 6 * 3_600_000;

/** Tries to open a file that another process is making, and milliseconds between them: a second, and it is made in less. */
export const OPEN_TRIES = 20;
export const OPEN_WAIT_MS = 50;
