/**
 * What the routes need. main.ts makes it; tests make their own.
 * @module
 */
import type { LoadedLesson } from "../attacks/load.ts";
import type { Attack } from "../attacks/types.ts";
import type { Model } from "../detectors/anomaly/weights.ts";
import type { GuardVariables, Snapshot } from "../guard/types.ts";
import type { Store } from "../store/mod.ts";
import type { Config } from "./config.ts";
import type { Worlds } from "./demo/worlds.ts";

/** Everything the routes get from outside. */
export interface AppDeps {
  readonly config: Config;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly store: Store;
  /** The launcher's library. */
  readonly attacks: readonly Attack[];
  /** The course, in order. */
  readonly lessons: readonly LoadedLesson[];
  /** The databases of the weak API. */
  readonly worlds: Worlds;
  /** Speaks after the detectors, where given. */
  readonly model?: Model;
  /** Key of digests and cookies; the same in all processes that share a database. */
  readonly secret: string;
  /** Folder that holds the style sheets, icons and the bundle (`js/`). */
  readonly staticDir: string;
  /** Called with the room when its data is reset, after its world. */
  readonly onReset: ((room: string) => void | Promise<void>)[];
  /** What the page needs to draw itself. */
  readonly snapshot: (room: string) => Promise<Snapshot>;
}

/** Hono environment of every route: set by the app for all, `guard` only behind the guard. */
export interface AppEnv {
  readonly Variables: GuardVariables & {
    /** Room of the request, before and without the guard. */
    room: string;
    /** Nonce of the Content-Security-Policy. */
    secureHeadersNonce?: string;
  };
}
