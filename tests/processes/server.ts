/**
 * Starts the product as a process of its own, as a user does, and talks to it.
 * @module
 */
import { ROOT } from "../architecture/root.ts";

/** As `deno task start` has it: little room for what is young, and old garbage is swept before it has grown by half. */
export const V8_FLAGS = "--v8-flags=--max-semi-space-size=8,--heap-growing-percent=40";

/** A running server. */
export interface ServerProcess {
  readonly url: string;
  readonly process: Deno.ChildProcess;
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>;
  /** Asks it to end; resolves with the milliseconds that it took. */
  stop(): Promise<number>;
}

/** Starts main.ts on a free port and waits until it is open; `-P` allows it what `deno.json` does, `-A` all. */
export async function startServer(env: Record<string, string>, allowed: "-A" | "-P" = "-A"): Promise<ServerProcess> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", allowed, "--no-prompt", V8_FLAGS, "main.ts"],
    cwd: ROOT,
    env: { PORT: "0", GLASSHOUSE_RATE_LIMIT: "off", NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", ...env },
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const url = await urlOf(process.stdout);
  return {
    url,
    process,
    async kill() {
      process.kill("SIGKILL");
      await process.status;
    },
    async stop() {
      const started = performance.now();
      process.kill("SIGTERM");
      await process.status;
      return performance.now() - started;
    },
  };
}

async function urlOf(stdout: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  const reader = stdout.getReader();
  const decoder = new TextDecoder();
  for (let text = ""; text.length < 10_000;) {
    const { value, done } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
    const url = /http:\/\/\S+:\d+/.exec(text)?.[0];
    if (url) {
      // What it prints later must not fill the pipe.
      void drain(reader);
      return url;
    }
  }
  throw new Error("Cannot start the server: it printed no address");
}

async function drain(reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>): Promise<void> {
  while (!(await reader.read()).done);
}
