/**
 * The headers of a request as `Headers` gives them: names in lower case and in order, the values of one name joined.
 *
 * To give them, Deno sorts them anew for each request, which takes a fifth to a third of what a whole answer of a bare
 * server does. The list that it sorts, as the headers came, is a property of the object. It is read from there, and put
 * in order here; where a runtime keeps no such list, or keeps it in another way, `forEach` gives the same.
 * @module
 */

/** Name and value. */
export type Header = [name: string, value: string];

/** Under which key a `Headers` keeps its list; undefined where it keeps none that looks like one. */
const LIST = Object.getOwnPropertySymbols(new Headers()).find((key) => {
  const list: unknown = Reflect.get(new Headers([["b", "1"], ["a", "2"], ["B", "3"]]), key);
  return JSON.stringify(list) === '[["b","1"],["a","2"],["b","3"]]';
});

/** Reads them. */
export function headersOf(headers: Headers): Header[] {
  if (LIST === undefined) return asGiven(headers);
  // To be asked for one makes them a list.
  headers.has("host");
  const list: unknown = Reflect.get(headers, LIST);
  return Array.isArray(list) ? inOrder(list) : asGiven(headers);
}

/** Slower, and right on every platform. */
export function asGiven(headers: Headers): Header[] {
  const list: Header[] = [];
  headers.forEach((value, name) => {
    list.push([name, value]);
  });
  return list;
}

/** By insertion: they are few. What comes twice is joined, but for cookies that are set. */
function inOrder(sent: readonly Header[]): Header[] {
  const list: Header[] = [];
  for (let i = 0; i < sent.length; i++) {
    const name = sent[i]![0].toLowerCase();
    const value = sent[i]![1];
    let at = list.length;
    while (at > 0 && list[at - 1]![0] > name) at--;
    const before = list[at - 1];
    if (before?.[0] === name && name !== "set-cookie") before[1] = before[1] === "" ? value : `${before[1]}, ${value}`;
    else insert(list, at, [name, value]);
  }
  return list;
}

function insert(list: Header[], at: number, header: Header): void {
  list.push(header);
  for (let i = list.length - 1; i > at; i--) list[i] = list[i - 1]!;
  list[at] = header;
}
