/**
 * The guard as a library: `app.use(guard())`.
 * @module
 */
export { guard } from "./middleware.ts";
export type { GuardOptions } from "./options.ts";
export type { RouteLimit } from "./rate/policies.ts";
export type { LoginOptions } from "./login/limiter.ts";
export { DEFAULT_LOGIN } from "./login/types.ts";
export { MemoryCounters } from "./memory/counters.ts";
export { MemoryEvents } from "./memory/events.ts";
export { MemoryProfiles } from "./memory/profiles.ts";
export { DEFAULT_ROOM_SETTINGS } from "./settings.ts";
export type * from "./types.ts";
