/**
 * The data of a fresh room: a small shop. Every person, key and number is made up; `.test` is no real domain.
 * @module
 */
import type { Seed } from "./sql/database.ts";
import type { SqlParam } from "./sql/result.ts";

/**
 * Users. The clear-text column is the legacy that a half-finished migration left behind: the weak login still
 * compares with it, the correct twin only knows the hash.
 */
const USERS: readonly (readonly SqlParam[])[] = [
  [
    1,
    "admin",
    "admin@glasshouse.test",
    "admin",
    "Tr0ub4dor&3-fake",
    "pbkdf2$10000$7aee559033719cf343acd6bf7b680ff3$d8430e6c30661bcce25beb71caad54bdb63db41e3ae24987a0ce269b809f0d3d",
    "gk_demo_0a1b2c3d4e5f",
  ],
  [
    2,
    "alice",
    "alice@example.test",
    "customer",
    "correct-horse-fake",
    "pbkdf2$10000$948bdf898baea226eaff6cfcce801726$33096d9364cf246eac3abe731e0263c6cf46085963c133bf81ede42a7b01aac8",
    "gk_demo_51f0c2aa9e17",
  ],
  [
    3,
    "bob",
    "bob@example.test",
    "customer",
    "letmein",
    "pbkdf2$10000$53f9ad245a4f13bbbc63992527093a92$5283a1e889f7efcda0899349dd51b89533fe6ae36ee071f620921f9bcf1025e9",
    "gk_demo_77d1e3b9c402",
  ],
  [
    4,
    "carol",
    "carol@example.test",
    "support",
    "sunflower-fake-88",
    "pbkdf2$10000$b2be035624429187d65e96fda53dec83$21a6088fbda8b2b0fcabc8ad83f1366e83ee6541906e4efbd9a18f84435f9e6c",
    "gk_demo_9b20f4ce6d31",
  ],
  [
    5,
    "dave.obrien",
    "o'brien@example.test",
    "customer",
    "emerald-fake-isle",
    "pbkdf2$10000$7383d619dfed42508402953defbe6fc7$32498dd215db7bdefe0e421b82463e35af7147e2780e0267a624cd744498bd24",
    "gk_demo_b4a7715de8f6",
  ],
  [
    6,
    "erin",
    "erin@example.test",
    "customer",
    "paris-fake-1889",
    "pbkdf2$10000$b93f3ab1742af58348f912e81c6abf5e$47b93acdd41f3de8fe26c1ad44b72bc66adee1f50568f338a124556e04c8f5ac",
    "gk_demo_c86e09ad3b52",
  ],
  [
    7,
    "frank",
    "frank@example.test",
    "warehouse",
    "forklift-fake-3",
    "pbkdf2$10000$ea13ea9bfc90238a410afad8290adb76$f28efbda9ab84c9088bc265bfefebd0eae39dbf188ab05e75612c0ffcfa4300e",
    "gk_demo_dd3152fe04a9",
  ],
  [
    8,
    "grace",
    "grace@example.test",
    "customer",
    "nanosecond-fake",
    "pbkdf2$10000$2b5f63d761438282edccc8d86503ff61$3ce5ca58a11e6f9892565a9944314bc8dc625221e096b9509355cb3a3a25fb3e",
    "gk_demo_e96b8c470f1d",
  ],
];

const SESSIONS: readonly (readonly SqlParam[])[] = USERS.map(([id, name]) => [`session-${name}-demo`, id ?? null]);

const PRODUCTS: readonly (readonly SqlParam[])[] = [
  [1, "Kitchen scale", "kitchen", 24.9, "Weighs to the gram, up to 5 kg"],
  [2, "Glass teapot", "kitchen", 31.5, "Borosilicate glass, 1.2 litres"],
  [3, "O'Brien's bread knife", "kitchen", 39, "Serrated, made in Cork"],
  [4, "Desk lamp", "office", 45, "Dimmable, with a clamp"],
  [5, "Notebook, dotted", "office", 12.4, "A5, 192 pages"],
  [6, "Fountain pen", "office", 28, "Steel nib, medium"],
  [7, "Map of Paris", "travel", 9.8, "Folded, with the metro lines"],
  [8, "Greetings from Paris", "travel", 1.2, "Postcard, drop a line to a friend"],
  [9, "Rain jacket", "travel", 89, "Packs into its own pocket"],
  [10, "C# in small steps", "books", 34, "For developers who come from another language"],
  [11, "SELECT your words", "books", 22, "A style guide: where to begin, and when to drop a sentence"],
  [12, "Gift card", "other", 50, "100% of it goes to the shop you select"],
];

const ORDERS: readonly (readonly SqlParam[])[] = [
  [1001, 2, "Kitchen scale", 24.9, "1 Fictional Lane, Exampleton", "0001"],
  [1002, 2, "Glass teapot", 31.5, "1 Fictional Lane, Exampleton", "0001"],
  [1003, 3, "Rain jacket", 89, "22 Invented Road, Sampleville", "0002"],
  [1004, 5, "O'Brien's bread knife", 39, "3 Made-up Mews, Testbury", "0003"],
  [1005, 6, "Map of Paris", 9.8, "4 Nowhere Street, Nulltown", "0004"],
  [1006, 8, "C# in small steps", 34, "5 Pretend Place, Mockford", "0005"],
  [1007, 3, "Desk lamp", 45, "22 Invented Road, Sampleville", "0002"],
  [1008, 6, "Greetings from Paris", 1.2, "4 Nowhere Street, Nulltown", "0004"],
];

/** Entries that greet a newcomer; without a time, so that a fresh room is always the same. */
const NOTES: readonly (readonly SqlParam[])[] = [
  [1, "Erin", "The postcard arrived in three days. Thank you!", 0],
  [2, "Grace", "I like the teapot <3", 0],
];

const insert = (table: string, width: number, rows: readonly (readonly SqlParam[])[]) => ({
  sql: `INSERT INTO ${table} VALUES (${Array(width).fill("?").join(", ")})`,
  rows,
});

const create = (sql: string) => ({ sql, rows: [] });

/** The tables of a fresh room, and their rows. */
export const SEED: Seed = {
  tables: ["users", "sessions", "products", "orders", "notes"],
  statements: [
    create(
      "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT, role TEXT, password TEXT, " +
        "password_hash TEXT, api_key TEXT)",
    ),
    create("CREATE TABLE sessions (token TEXT PRIMARY KEY, user_id INTEGER)"),
    create("CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT, category TEXT, price REAL, description TEXT)"),
    create(
      "CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER, item TEXT, total REAL, address TEXT, card TEXT)",
    ),
    create("CREATE TABLE notes (id INTEGER PRIMARY KEY, name TEXT, message TEXT, at INTEGER)"),
    insert("users", 7, USERS),
    insert("sessions", 2, SESSIONS),
    insert("products", 5, PRODUCTS),
    insert("orders", 6, ORDERS),
    insert("notes", 4, NOTES),
  ],
};
