/**
 * The file of weights: a line of JSON that says what they are, then 2^16 int8 values, compressed.
 * @module
 */
import { FEATURE_VERSION, PLACES } from "./features.ts";
import type { TrainingFigures } from "./figures.ts";
import type { Fusion } from "./fuse.ts";

/** A band of the policy table: from this logit on, the finding of this name. */
export interface Band {
  readonly name: "certain" | "likely" | "suspicious" | "strict";
  readonly logit: number;
  /** Share of innocent requests that reached the band, in percent, on sources the model was not trained on. */
  readonly fpr: number;
  /** Share of attacks that reached it, likewise. */
  readonly tpr: number;
}

/** What a weights file says of itself. */
export interface WeightsHeader {
  readonly format: "glasshouse-weights";
  readonly formatVersion: 1;
  readonly featureVersion: number;
  /** `logit = bias + scale × sum`. */
  readonly scale: number;
  readonly bias: number;
  readonly fusion: Fusion;
  /** The policy table, from high to low. */
  readonly bands: readonly Band[];
  /** SHA-256 of the sorted ids of the records it was trained on. */
  readonly manifest: string;
  /** Source → licence of the training data. */
  readonly licences: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, number>>;
  /** Tables and curves of the training; weights that were made elsewhere may come without. */
  readonly figures?: TrainingFigures;
  readonly seed: number;
  /** ISO date of the training. */
  readonly trained: string;
}

/** A model that can judge. */
export interface Model {
  readonly header: WeightsHeader;
  readonly weights: Int8Array;
}

/** Reads a weights file. Throws a SyntaxError that says what is wrong with it. */
export async function readWeights(bytes: Uint8Array): Promise<Model> {
  const newline = bytes.indexOf(10);
  if (newline < 0 || newline > 65_536) throw new SyntaxError("Cannot read weights: no header line");
  const header = parseHeader(new TextDecoder().decode(bytes.subarray(0, newline)));
  const packed = bytes.slice(newline + 1);
  const inflated = new Response(packed).body!.pipeThrough(new DecompressionStream("deflate-raw"));
  const weights = new Int8Array(await new Response(inflated).arrayBuffer());
  if (weights.length !== PLACES) throw new SyntaxError(`Cannot read weights: ${weights.length} values, not ${PLACES}`);
  return { header, weights };
}

/** Writes a weights file. */
export async function writeWeights({ header, weights }: Model): Promise<Uint8Array> {
  const head = new TextEncoder().encode(`${JSON.stringify(header)}\n`);
  const packed = new Response(new Uint8Array(weights)).body!.pipeThrough(new CompressionStream("deflate-raw"));
  const body = new Uint8Array(await new Response(packed).arrayBuffer());
  const file = new Uint8Array(head.length + body.length);
  file.set(head);
  file.set(body, head.length);
  return file;
}

function parseHeader(line: string): WeightsHeader {
  const header: unknown = JSON.parse(line);
  if (!isHeader(header)) throw new SyntaxError("Cannot read weights: the header is not of this format");
  if (header.featureVersion !== FEATURE_VERSION) {
    throw new SyntaxError(
      `Cannot read weights: made for features ${header.featureVersion}, this engine has ${FEATURE_VERSION}`,
    );
  }
  return header;
}

function isHeader(value: unknown): value is WeightsHeader {
  return typeof value === "object" && value !== null && "format" in value && value.format === "glasshouse-weights" &&
    "formatVersion" in value && value.formatVersion === 1 && "featureVersion" in value &&
    typeof value.featureVersion === "number" && "scale" in value && typeof value.scale === "number" &&
    "bias" in value && typeof value.bias === "number" && "bands" in value && Array.isArray(value.bands) &&
    "fusion" in value && typeof value.fusion === "object";
}
