/**
 * Every bound of the guard, with its reason.
 * @module
 */

/** Bytes of a request body; an API that needs more says so in the options. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** Milliseconds until a body must have arrived: a client that drips bytes must not hold memory. */
export const BODY_DEADLINE_MS = 10_000;

/** Characters of an incoming request id that is taken over, as Hono's own middleware does. */
export const MAX_REQUEST_ID = 255;

/** Clients whose counters are kept in memory; the least recently seen goes first, so that forged addresses cannot fill it. */
export const MAX_KEYS = 50_000;

/** Largest limit that a sliding log serves; beyond it the log itself would be the cost. */
export const MAX_SLIDING_LOG = 200;

/** Findings stored with an event: more would be the same story again. */
export const MAX_STORED_FINDINGS = 32;

/** Characters of path and of query stored with an event. */
export const MAX_STORED_TARGET = 4_096;

/** Characters of a stored header value, and headers stored. */
export const MAX_STORED_HEADER = 1_024;
export const MAX_STORED_HEADERS = 64;

/** Characters of a body stored with an event: enough to read an attack, little enough for one KV value. */
export const MAX_STORED_BODY = 8_192;

/** Events that the in-memory sink of the library keeps. */
export const MAX_MEMORY_EVENTS = 1_000;

/** Characters of an address; an IPv6 address with a zone has less. */
export const MAX_ADDRESS = 64;

/** Milliseconds that an answer waits for its event to be durable. */
export const EVENT_DEADLINE_MS = 1_000;

/** Requests that are remembered with their findings, and the longest of them: some ten kilobytes each. */
export const MAX_EXAMINED = 500;
export const MAX_EXAMINED_CHARS = 2_048;

/** Connections whose address was read already. */
export const MAX_CLIENTS = 10_000;

/** Probability of an attack below which a request counts as quiet, so that profiles may learn from it. */
export const QUIET_PROBABILITY = 0.2;

/** Requests that wait for profiles to learn from them, and how long; in a flood, the rest teaches nothing new. */
export const MAX_LESSONS = 512;
export const LESSON_MS = 20;

/** Rooms whose profiles the library keeps in memory. */
export const MAX_PROFILE_ROOMS = 1_000;

/** Parameters with a profile in a visitor's room: a thousand rooms must fit into memory. */
export const MAX_VISITOR_PARAMETERS = 128;

/** Names of parameters whose secrecy was judged already, and the longest of them: clients choose names. */
export const MAX_JUDGED_NAMES = 2_000;
export const MAX_JUDGED_NAME_CHARS = 64;

/** Methods of one route whose names are kept: more than HTTP has, but the client may send any word. */
export const MAX_ROUTE_METHODS = 16;
