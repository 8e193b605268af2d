/**
 * Lines of a file, plain or gzip, one at a time: a corpus of any size passes through bounded memory.
 * @module
 */

/** One line with its number, from 1, and how many bytes of the file were read so far. */
export interface Line {
  readonly text: string;
  readonly number: number;
  readonly bytesRead: number;
}

/** Longest line: far above any request that the guard would read, far below what memory holds. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

const NEWLINE = 10;

/** Yields the lines that are not empty. `name` is for error messages; gzip is told by the file's first bytes. */
export async function* linesOf(file: ReadableStream<Uint8Array>, name: string): AsyncGenerator<Line> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let bytesRead = 0;
  let number = 0;
  let rest: Uint8Array[] = [];
  let restLength = 0;
  const counted = file.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        bytesRead += chunk.length;
        controller.enqueue(new Uint8Array(chunk));
      },
    }),
  );
  const read = (pieces: readonly Uint8Array[]): Line | undefined => {
    number++;
    const bytes = pieces.length === 1 ? pieces[0]! : joined(pieces);
    if (bytes.length === 0) return undefined;
    try {
      return { text: decoder.decode(bytes), number, bytesRead };
    } catch {
      throw new SyntaxError(`${name}:${number}: not UTF-8`);
    }
  };
  for await (const chunk of await gunzippedIfNeeded(counted)) {
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      rest.push(chunk.subarray(from, to));
      const line = read(rest);
      if (line) yield line;
      rest = [];
      restLength = 0;
      from = to + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
    restLength += chunk.length - from;
    if (restLength > MAX_LINE_BYTES) throw new SyntaxError(`${name}:${number + 1}: line is longer than 64 MiB`);
  }
  const last = read(rest);
  if (last) yield last;
}

/** The stream itself, or its decompression when it begins like gzip, whatever the file is called. */
async function gunzippedIfNeeded(
  file: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<ReadableStream<Uint8Array>> {
  const reader = file.getReader();
  const first = await reader.read();
  const whole = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      if (first.value) controller.enqueue(first.value);
      if (first.done) controller.close();
    },
    async pull(controller) {
      const next = await reader.read();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const isGzip = first.value?.[0] === 0x1f && first.value[1] === 0x8b;
  return isGzip ? whole.pipeThrough(new DecompressionStream("gzip")) : whole;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}
