/**
 * Cuts one function out of a source file, so that a lesson can show it.
 * @module
 */

/** Text of a top-level function with its comment; nothing where the file has none of that name. */
export function functionText(source: string, name: string): string | undefined {
  const lines = source.split("\n");
  const start = lines.findIndex((line) =>
    /^(export )?(async )?function /.test(line) && line.includes(`function ${name}(`)
  );
  if (start === -1) return undefined;
  // Formatted code ends a top-level function with a brace in the first column.
  const end = lines.indexOf("}", start);
  let first = start;
  if (lines[start - 1]?.endsWith("*/")) {
    while (first > 0 && !lines[first]!.startsWith("/**")) first--;
  }
  return lines.slice(first, end + 1).join("\n");
}

/** Texts of several functions, one after the other; undefined where one of them is missing. */
export function functionTexts(source: string, names: readonly string[]): string | undefined {
  const texts = names.map((name) => functionText(source, name));
  return texts.includes(undefined) ? undefined : texts.join("\n\n");
}
