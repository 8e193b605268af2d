/**
 * How the guard has to be set for a step, and in what it differs. Pure.
 * @module
 */
import type { Lesson } from "../../attacks/types.ts";
import type { RoomSettings } from "../../guard/types.ts";
import type { Step } from "./progress.ts";

/** The settings that a step needs; the login's are a part of the thresholds. */
export interface Stage extends Partial<Pick<RoomSettings, "mode" | "level" | "threshold" | "algorithm" | "rateLimit">> {
  readonly clientAccounts?: number;
  /** No exclusions and no rules switched off. */
  readonly clean?: true;
}

const USUAL: Stage = { mode: "block", level: 1, threshold: 5, clean: true };

/** What a step needs; `gap` where the guard lets the attack pass anyway. */
export function stageOf({ goals, setup }: Pick<Lesson, "goals" | "setup">, step: Step, gap: boolean): Stage {
  if (step === "attack") {
    if (goals.attack === "harmful") return gap ? {} : { mode: "observe" };
    return { ...USUAL, ...setup, ...(goals.attack === "limited" ? { rateLimit: 100 } : {}) };
  }
  if (step === "defend") {
    if (goals.defend === "twin") return gap ? {} : { mode: "observe" };
    return { mode: "block" };
  }
  return step === "verify" ? { mode: "block" } : {};
}

/** One sentence for each setting that is not as the stage needs it. */
export function differences(stage: Stage, settings: RoomSettings): readonly string[] {
  const said: string[] = [];
  const say = (name: string, is: unknown, needs: unknown) => {
    if (needs !== undefined && is !== needs) said.push(`${name} is ${is}, this step needs ${needs}`);
  };
  say("the mode", settings.mode, stage.mode);
  say("the level", settings.level, stage.level);
  say("the threshold", settings.threshold, stage.threshold);
  say("the rate limit", settings.rateLimit, stage.rateLimit);
  say("the algorithm", settings.algorithm, stage.algorithm);
  say("the number of accounts a client may fail at", settings.login?.clientAccounts, stage.clientAccounts);
  if (stage.clean && settings.exclusions.length > 0) said.push("an exclusion is left from before");
  if (stage.clean && Object.keys(settings.rules).length > 0) said.push("some rules are not live");
  return said;
}

/** The change of settings that sets the stage. */
export function changeFor(stage: Stage, settings: RoomSettings): Partial<RoomSettings> {
  const { clientAccounts, clean, ...plain } = stage;
  return {
    ...plain,
    ...(plain.level === undefined ? {} : { detectLevel: plain.level < 2 ? 2 : plain.level }),
    ...(clean ? { exclusions: [], rules: {} } : {}),
    ...(clientAccounts === undefined || !settings.login ? {} : {
      // The number of failures alone would stop a spraying too, and hide what this lesson is about.
      login: { ...settings.login, clientAccounts, clientFailures: clientAccounts },
    }),
  };
}
