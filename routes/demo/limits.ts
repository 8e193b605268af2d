/**
 * Every bound of the weak API, with its reason. The API is weak towards its own data, never towards the host.
 * @module
 */

/** One deadline for all statements of a request: a runaway query ends well before anyone waits for it. */
export const SQL_DEADLINE_MS = 50;

/**
 * Steps that a statement may always take before that deadline counts: on a busy machine an honest query waits for the
 * processor longer than it works.
 */
export const SQL_FREE_OPS = 5_000;

/** The deadline that always counts: a few steps can be slow functions, and the request must end within 250 ms. */
export const SQL_HARD_DEADLINE_MS = 150;

/** Virtual machine steps between two looks at the clock; small, since one step can be a slow string function. */
export const SQL_PROGRESS_OPS = 10;

/** Longest string or row: string functions are quadratic at worst, so this bounds a single uninterruptible call. */
export const SQL_VALUE_BYTES = 4_096;

/** Longest SQL text; the weak endpoints glue at most a few kilobytes of input. */
export const SQL_TEXT_BYTES = 8_192;

/** Nesting of an expression; SQLite's parser recurses on it. */
export const SQL_EXPRESSION_DEPTH = 100;

/** SELECTs in one UNION chain; a lesson needs two. */
export const SQL_COMPOUND_SELECTS = 20;

/** Columns of a result; the widest table here has ten. */
export const SQL_COLUMNS = 64;

/** LIKE and GLOB backtrack once for each wildcard. */
export const SQL_LIKE_BYTES = 256;

/** Names the compiler may resolve in one statement; nested WITH clauses multiply them. */
export const SQL_AUTHORIZER_CALLS = 2_000;

/** Cost of the function calls in one statement: a straight line of slow calls never looks at the clock. */
export const SQL_FUNCTION_COST = 64;

/** Statements that one glued text may stack. */
export const SQL_STATEMENTS = 8;

/** Rows read from one statement. */
export const SQL_ROWS = 200;

/** Characters read from one statement, over all rows. */
export const SQL_RESULT_CHARS = 65_536;

/** Pages of one database (of 8 kB): stacked INSERTs end here with "database or disk is full". */
export const SQL_PAGES = 256;

/** Memory that all databases together may take while a statement runs. */
export const SQL_MEMORY_BYTES = 96 * 1024 * 1024;

/** Rooms whose world is kept in memory; the one used longest ago is dropped, and built afresh when it returns. */
export const MAX_WORLDS = 64;

/** Clients and accounts that the endpoints of one world count by themselves: a classroom, and whom it makes up. */
export const OWN_LIMIT_KEYS = 2_000;

/** Rows of a result that are told in an effect. */
export const EFFECT_SAMPLE = 10;

/** Entries of the guestbook; the oldest goes first. */
export const GUESTBOOK_ENTRIES = 50;

/** Characters of a name in the guestbook. */
export const GUESTBOOK_NAME = 80;

/** Characters of a guestbook message: room for any lesson, far below the value limit of the database. */
export const GUESTBOOK_MESSAGE = 1_000;
