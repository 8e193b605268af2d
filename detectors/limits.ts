/**
 * Every bound of the engine, with its reason. Reaching one is itself a finding or a visible note.
 * @module
 */

/** Characters of matched text kept as evidence: enough to read, little enough to store. */
export const EVIDENCE_TEXT = 200;

/** Longest word that the shell lexer reads; longer ones are no command names or paths. */
export const SHELL_WORD = 256;

/** Longest first word of a command, with its path and its tricks. */
export const SHELL_NAME = 96;

/** Words of one command that are read: the name and enough arguments to tell its purpose. */
export const SHELL_ARGS = 8;

/** Places in one value at which a command is looked for; bounds the work on a text of separators. */
export const SHELL_STARTS = 1_000;

/** Runs of `../` in one value that are looked at; the first ones tell. */
export const CLIMBS = 200;

/** URLs in one value that are parsed; each costs a call to the platform. */
export const URLS = 50;

/** Longest URL that is parsed; browsers and servers stop near here. */
export const URL_LENGTH = 2_000;

/** Fields of a request that are inspected; a form with more is a flood, not a form. */
export const MAX_FIELDS = 2_000;

/** Depth of the decode tree: five nested encodings have no honest use. */
export const MAX_DECODE_DEPTH = 5;

/** Views of one field; the tree stops growing there. */
export const MAX_VIEWS = 24;

/** Characters decoded for one request over all views; bounds the work on a bomb. */
export const MAX_DECODED_CHARS = 4 * 1024 * 1024;

/** Nesting of a JSON body; real APIs stay under ten. */
export const MAX_JSON_DEPTH = 32;

/** Notes of one request: there are fewer codes than this. */
export const MAX_NOTES = 64;

/** Characters of a note's detail. */
export const NOTE_DETAIL = 200;

/** Characters of a parameter's name as it is kept; longer ones are cut, their text is a field anyway. */
export const MAX_NAME = 256;

/** Parts of a multipart body; the rest of the body is inspected as one text. */
export const MAX_PARTS = 256;

/** Header lines of one multipart part: three are in use. */
export const MAX_PART_HEADERS = 16;

/** Bytes of an uploaded file that are read as text; a longer one is judged by its beginning. */
export const MAX_FILE_TEXT = 64 * 1024;

/** Texts and attributes of an XML body that become fields of their own. */
export const MAX_XML_FIELDS = 1_000;

/**
 * Tokens of one SQL reading. An injected fragment has tens; a reading of this length is a document, and reading
 * on would cost more than it can find.
 */
export const MAX_SQL_TOKENS = 8_000;

/** Faults against SQL grammar after which a reading ends: no rule accepts that many. Prose gets here within a line. */
export const MAX_SQL_FAULTS = 8;

/** Searches for a closing mark that may fail in one reading; bounds `$a$ $b$ $c$ …` to linear time. */
export const MAX_FAILED_SEARCHES = 8;

/** Tokens of one constant expression that the tautology evaluator reads. */
export const MAX_SQL_EXPRESSION = 48;

/** Tokens searched for the parenthesis that closes a call; bounds the work on `f(f(f(…`. */
export const MAX_SQL_CALL = 80;

/** Parentheses of a value that are read as an LDAP filter; a filter has tens, program text has more. */
export const MAX_LDAP_PARENS = 2_000;

/** Nesting of a GraphQL query: the standard introspection query has 13 levels, generated clients stay below 15. */
export const MAX_GRAPHQL_DEPTH = 20;

/** Aliases of a GraphQL query; dashboards use a few dozen, guessing attacks hundreds. */
export const MAX_GRAPHQL_ALIASES = 100;

/** Aliases of one field in a GraphQL query: a page that compares things names a score of them. */
export const MAX_GRAPHQL_SAME_FIELD = 30;

/** Aliases of one field in a GraphQL mutation: more logins or votes than a person makes at once. */
export const MAX_GRAPHQL_MUTATIONS = 10;

/** Times that one field may follow itself in a GraphQL query; no client writes it twice. */
export const MAX_GRAPHQL_REPEATS = 20;

/** Directives of a GraphQL query; each costs the server a validation. */
export const MAX_GRAPHQL_DIRECTIVES = 50;

/** Strings of a GraphQL document that are read as values; clients put values into variables. */
export const MAX_GRAPHQL_STRINGS = 64;

/** Queries of one GraphQL batch; clients that batch send up to ten. */
export const MAX_GRAPHQL_BATCH = 25;

/** Header names, and User-Agents, whose kind is kept: more than all clients of an ordinary service send. */
export const MAX_CACHED_HEADERS = 256;

/** Longest text in such a cache: it holds 100 kB at most. */
export const MAX_CACHED_TEXT = 300;

/** Paths in which nothing was found, and that are not read again: an API has a few hundred; half a megabyte at most. */
export const MAX_QUIET_PATHS = 1_024;

/** Longest of them: with its views it is held three times at most. */
export const MAX_QUIET_PATH = 150;

/** Characters of a value that its profile looks at: an attack begins before, and what follows is length. */
export const PROFILE_CHARS = 512;

/** Values of a request that are compared with profiles; a form with more is a batch of the same. */
export const PROFILE_VALUES = 128;

/** Characters of a parameter's name that a profile keeps. */
export const PROFILE_NAME = 128;

/** Digests of clients that a profile keeps: it needs three, and an estimate of how many more. */
export const PROFILE_CLIENTS = 8;

/** Parameters with a profile in one room, 1.3 KB each: five megabytes. */
export const PROFILE_PARAMETERS = 4_096;

/** Share of them that are still being learned: a flood of names pushes out its like, never what is known. */
export const PROFILE_LEARNING = 0.25;

/** Parameters of one route; a body with more has names that are values. */
export const PROFILE_ROUTE_PARAMETERS = 256;

/** Routes of a room; more than any API of one service has. */
export const PROFILE_ROUTES = 1_024;

/** Names of fields whose name as a parameter is kept at hand; half a megabyte at most. */
export const MAX_CACHED_NAMES = 2_048;

/** Clients whose last minute is watched. */
export const PROFILE_WATCHED = 2_000;

/** Bytes of all profiles of a room as they are stored: ten values of the store. */
export const PROFILE_BYTES = 600_000;
