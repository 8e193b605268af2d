/**
 * Arguments of the tasks: `--help` is answered, and what is not known or no number ends the task with a line that says so.
 * @module
 */
import { parseArgs } from "node:util";

/** What a task takes: options with a whole number above 0, and options without a value. */
export interface Accepted {
  readonly numbers?: readonly string[];
  readonly flags?: readonly string[];
}

/** The arguments that were given. */
export class TaskArguments {
  readonly #values: Readonly<Record<string, unknown>>;

  /** Throws a TypeError for an option that the task does not take. */
  constructor(args: readonly string[], { numbers = [], flags = [] }: Accepted) {
    const options = [
      ...numbers.map((name) => [name, { type: "string" as const }] as const),
      ...["help", ...flags].map((name) => [name, { type: "boolean" as const }] as const),
    ];
    this.#values = parseArgs({ args: [...args], options: Object.fromEntries(options) }).values;
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  /** Throws a RangeError that names the option. */
  number(name: string, fallback: number): number {
    const value = this.#values[name];
    if (value === undefined) return fallback;
    const number = Number(value);
    if (!Number.isSafeInteger(number) || number < 1) throw new RangeError(`--${name} needs a whole number above 0`);
    return number;
  }
}

/** Runs a task of the command line: 0 when it went well, 2 where the arguments are wrong; `run` may say another number. */
export async function runTask(
  help: string,
  accepted: Accepted,
  run: (args: TaskArguments) => Promise<number | void> | number | void,
): Promise<never> {
  try {
    const args = new TaskArguments(Deno.args, accepted);
    if (!args.has("help")) Deno.exit(await run(args) ?? 0);
    console.log(help);
    Deno.exit(0);
  } catch (error) {
    if (!(error instanceof RangeError || (error instanceof TypeError && "code" in error))) throw error;
    console.error(`${error.message}\n\n${help}`);
    Deno.exit(2);
  }
}
