/**
 * Two processes that write to one file in the same moment: SQLite tells one of them so at once. It has written nothing
 * and may try again.
 * @module
 */

/** Whether an error of the database says that another process is writing. */
export function isLocked(error: unknown): boolean {
  return error instanceof Error && error.message.includes("database is locked");
}
