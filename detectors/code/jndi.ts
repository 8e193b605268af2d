/**
 * Lookups of Log4j and Commons Text: resolved as the library does, so that no nesting hides the name.
 * @module
 */

/** Lookups nested deeper are read as text. */
const MAX_DEPTH = 64;

/** Characters of one lookup that are kept; a name is short. */
const MAX_CONTENT = 2_000;

/** What a text becomes when its letter-by-letter lookups are resolved; others stay as they are. */
export function resolveLookups(lower: string): string {
  const outer: string[] = [];
  let current = "";
  let copied = 0;
  for (let i = 0; i < lower.length; i++) {
    const code = lower.charCodeAt(i);
    if (code === 0x24 && lower.charCodeAt(i + 1) === 0x7b && outer.length < MAX_DEPTH) {
      outer.push(current + lower.slice(copied, i));
      current = "";
      copied = i + 2;
      i++;
    } else if (code === 0x7d && outer.length > 0) {
      const content = current + lower.slice(copied, i);
      current = outer.pop()! + valueOf(content);
      copied = i + 1;
    }
  }
  current += lower.slice(copied);
  while (outer.length > 0) current = `${outer.pop()!}\${${current}`;
  return current;
}

/** `lower:x`, `upper:x`, `anything:-x`, `::-x`, `date:'x'`: the text itself. */
function valueOf(content: string): string {
  if (content.length > MAX_CONTENT) return `\${${content}}`;
  const byDefault = content.indexOf(":-");
  if (byDefault >= 0) return content.slice(byDefault + 2);
  if (content.startsWith("lower:") || content.startsWith("upper:")) return content.slice(6);
  if (content.startsWith("date:")) return content.slice(5).replaceAll("'", "");
  return `\${${content}}`;
}
