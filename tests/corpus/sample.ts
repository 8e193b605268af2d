/**
 * The rows of our own corpus: one sample a line, never escaped. The file's name says what its rows are; lines that
 * begin with `#!` at its top say how they are sent.
 * @module
 */
import type { Level } from "../../detectors/types.ts";
import { type CarrierName, isCarrier } from "./carrier.ts";

/** What must happen to a row: `gap` rows are attacks that are known to pass. */
export type Expected = "block" | "pass" | "gap";

/** A file of samples. */
export interface SampleFile {
  readonly name: string;
  readonly expected: Expected;
  readonly carrier: CarrierName;
  /** What the carrier needs to know: the header's name. */
  readonly argument: string;
  /** Rules up to this level count. */
  readonly level: Level;
  readonly rows: readonly string[];
}

/** Reads a file; throws a SyntaxError that names file and line for what it does not know. */
export function parseSamples(name: string, text: string): SampleFile {
  let carrier: CarrierName = "query";
  let argument = "";
  let level: Level = 1;
  const rows: string[] = [];
  let isHead = true;
  for (const [index, line] of text.split("\n").entries()) {
    if (line === "") {
      isHead = false;
    } else if (isHead && line.startsWith("#!")) {
      const [key, value = "", ...rest] = line.slice(2).trim().split(" ");
      if (key === "as" && isCarrier(value)) {
        carrier = value;
        argument = rest.join(" ");
      } else if (key === "level") {
        level = levelOf(value);
      } else if (key !== "note") {
        throw new SyntaxError(`${name}:${index + 1}: unknown directive "${line}"`);
      }
    } else {
      isHead = false;
      rows.push(line);
    }
  }
  if (carrier === "header" && argument === "") throw new SyntaxError(`${name}: ${carrier} needs a name`);
  return { name, expected: expectedOf(name), carrier, argument, level, rows };
}

function expectedOf(name: string): Expected {
  if (name.startsWith("gap-")) return "gap";
  return name.startsWith("benign-") ? "pass" : "block";
}

function levelOf(value: string): Level {
  const level = ([1, 2, 3, 4] as const).find((one) => String(one) === value);
  if (level === undefined) throw new SyntaxError(`"${value}" is no level`);
  return level;
}
