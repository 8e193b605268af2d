/**
 * A measured server process, and load on it over keep-alive connections.
 * @module
 */
import { Times } from "../eval/statistics.ts";
import { V8_FLAGS } from "../processes/server.ts";
import type { Usage } from "./server.ts";

/** Figures of one round on one server. */
export interface Round {
  readonly requests: number;
  readonly seconds: number;
  readonly cpuUs: number;
  readonly rssBytes: number;
  readonly p50Us: number;
  readonly p95Us: number;
  readonly statuses: Readonly<Record<string, number>>;
}

/** Open connections; enough to keep one server process busy. */
const CONNECTIONS = 8;

/** A server process. */
export class Target {
  readonly #lines: AsyncIterator<string>;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;

  private constructor(readonly name: string, readonly process: Deno.ChildProcess, lines: AsyncIterator<string>) {
    this.#lines = lines;
    this.#input = process.stdin.getWriter();
  }

  #port = 0;

  /** Where it listens. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts `server.ts` as `bare`, `guarded` or, with the path of a database, `stored`. */
  static async start(name: "bare" | "guarded" | "stored", path?: string): Promise<Target> {
    const script = new URL("./server.ts", import.meta.url).pathname;
    const root = new URL("../../", import.meta.url).pathname;
    const command = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-prompt",
        "--unstable-no-legacy-abort",
        V8_FLAGS,
        "--allow-net=127.0.0.1",
        "--allow-read",
        "--allow-env",
        ...(path === undefined
          ? [script, name]
          : [`--allow-write=${path.slice(0, path.lastIndexOf("/"))}`, script, name, path]),
      ],
      cwd: root,
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    });
    const process = command.spawn();
    const target = new Target(name, process, linesOf(process.stdout));
    const hello: { port: number } = JSON.parse(await target.#line());
    target.#port = hello.port;
    return target;
  }

  /** Sends the same bytes over and over for `milliseconds`. */
  async load(bytes: Uint8Array, milliseconds: number): Promise<Round> {
    const times = new Times();
    const statuses: Record<string, number> = {};
    const before = await this.usage();
    const begin = performance.now();
    const stop = begin + milliseconds;
    await Promise.all(Array.from({ length: CONNECTIONS }, () => this.#connection(bytes, stop, times, statuses)));
    const seconds = (performance.now() - begin) / 1000;
    const after = await this.usage();
    return {
      requests: times.count,
      seconds,
      cpuUs: after.cpuUs - before.cpuUs,
      rssBytes: after.rssBytes,
      p50Us: times.quantile(0.5),
      p95Us: times.quantile(0.95),
      statuses,
    };
  }

  async stop(): Promise<void> {
    await this.#input.close();
    await this.process.status;
  }

  async #connection(
    bytes: Uint8Array,
    stop: number,
    times: Times,
    statuses: Record<string, number>,
  ): Promise<void> {
    using connection = await Deno.connect({ hostname: "127.0.0.1", port: this.#port });
    const buffer = new Uint8Array(16 * 1024);
    while (performance.now() < stop) {
      const begin = performance.now();
      for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
      const status = await readAnswer(connection, buffer);
      times.add((performance.now() - begin) * 1000);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  }

  /** Processor time and memory so far. */
  async usage(): Promise<Usage> {
    await this.#input.write(new TextEncoder().encode("usage\n"));
    return JSON.parse(await this.#line());
  }

  async #line(): Promise<string> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`Cannot measure the ${this.name} server: it has ended`);
    return value;
  }
}

const DECODER = new TextDecoder();

/** Reads one answer with a Content-Length, which all of ours have, and returns its status. */
async function readAnswer(connection: Deno.Conn, buffer: Uint8Array): Promise<string> {
  let length = 0;
  for (;;) {
    const read = await connection.read(buffer.subarray(length));
    if (read === null) throw new Error("Cannot measure: the server closed the connection");
    length += read;
    const text = DECODER.decode(buffer.subarray(0, length));
    const headEnd = text.indexOf("\r\n\r\n");
    if (headEnd < 0) continue;
    const declared = /^content-length: (\d+)$/im.exec(text.slice(0, headEnd))?.[1];
    if (declared === undefined) throw new Error("Cannot measure: an answer without Content-Length");
    const bodyBytes = length - new TextEncoder().encode(text.slice(0, headEnd + 4)).length;
    if (bodyBytes >= Number(declared)) return text.slice(9, 12);
  }
}

async function* linesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
