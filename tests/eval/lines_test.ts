import { deepEqual, rejects } from "node:assert/strict";
import { linesOf } from "./lines.ts";

function streamOf(bytes: Uint8Array, step: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < bytes.length; at += step) chunks.push(new Uint8Array(bytes.slice(at, at + step)));
  return ReadableStream.from(chunks);
}

async function read(bytes: Uint8Array, step: number): Promise<[number, string][]> {
  const lines: [number, string][] = [];
  for await (const { number, text } of linesOf(streamOf(bytes, step), "f")) lines.push([number, text]);
  return lines;
}

const TEXT = new TextEncoder().encode("one\n\nthréé\nlast");
const LINES: [number, string][] = [[1, "one"], [3, "thréé"], [4, "last"]];

Deno.test("linesOf() numbers lines, skips empty ones, needs no final newline", async () => {
  for (const step of [1, 2, 5, 100]) deepEqual(await read(TEXT, step), LINES);
  deepEqual(await read(new Uint8Array(), 1), []);
});

Deno.test("linesOf() knows gzip by its first bytes", async () => {
  const zipped = streamOf(TEXT, 100).pipeThrough(new CompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(zipped).arrayBuffer());
  for (const step of [3, 1000]) deepEqual(await read(bytes, step), LINES);
});

Deno.test("linesOf() names the line that is not UTF-8", async () => {
  await rejects(read(new Uint8Array([97, 10, 0xff, 10]), 10), /f:2: not UTF-8/);
});
