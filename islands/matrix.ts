/**
 * Payload by encoder by position: every cell is a request. Pure.
 * @module
 */
import { type Encoder, ENCODERS } from "./encoders.ts";
import type { Draft } from "./request.ts";

/** A place in a request where a payload can stand. */
export interface Position {
  readonly id: string;
  readonly title: string;
  readonly place: (value: string) => Draft;
}

/** A request of the matrix. */
export interface Cell {
  readonly payload: string;
  readonly encoder: Encoder;
  readonly position: Position;
  readonly draft: Draft;
}

/** Payloads of one matrix: more cells than these no one reads. */
export const MAX_PAYLOADS = 12;

/** Every place. */
export const POSITIONS: readonly Position[] = [
  {
    id: "query",
    title: "query",
    place: (value) => ({ method: "GET", target: `/api/search?q=${component(value)}`, headers: [], body: "" }),
  },
  {
    id: "path",
    title: "path",
    place: (value) => ({ method: "GET", target: `/api/users/${component(value)}`, headers: [], body: "" }),
  },
  {
    id: "header",
    title: "header",
    place: (value) => ({ method: "GET", target: "/api/search?q=tea", headers: [["x-note", latin(value)]], body: "" }),
  },
  {
    id: "json",
    title: "JSON body",
    place: (value) => ({
      method: "POST",
      target: "/api/data",
      headers: [["content-type", "application/json"]],
      body: JSON.stringify({ message: value }),
    }),
  },
];

/** What a matrix is made of beside its payloads. */
export interface Axes {
  readonly encoders: readonly Encoder[];
  readonly positions: readonly Position[];
}

/** Every encoder in every place. */
export const ALL: Axes = { encoders: ENCODERS, positions: POSITIONS };

/** The cells, payload by payload, position by position, encoder by encoder. */
export function cellsOf(payloads: readonly string[], { encoders, positions }: Axes = ALL): readonly Cell[] {
  return payloads.slice(0, MAX_PAYLOADS).flatMap((payload) =>
    positions.flatMap((position) =>
      encoders.map((encoder) => ({ payload, encoder, position, draft: position.place(encoder.encode(payload)) }))
    )
  );
}

/** One payload a line. */
export function parsePayloads(text: string): readonly string[] {
  return [...new Set(text.split("\n").map((line) => line.trim()).filter((line) => line !== ""))];
}

/** A browser encodes so; a lone surrogate has no encoding and becomes U+FFFD. */
function component(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

/** A header takes bytes; what is beyond them goes as UTF-8, byte by byte. */
function latin(value: string): string {
  let out = "";
  for (const byte of new TextEncoder().encode(value)) {
    out += byte < 32 || byte === 127 ? " " : String.fromCharCode(byte);
  }
  return out;
}
