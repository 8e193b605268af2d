/**
 * Which requests are of one kind: those of a route. Its pattern is the one that the application declared; where there
 * is none, the path with everything that looks like an id replaced.
 * @module
 */

/** Segments of a path that are looked at, and the longest path; what is beyond shares one route. */
const MAX_SEGMENTS = 12;
const MAX_PATH = 200;

/** A value in the path. */
export interface PathValue {
  /** `:id`, or `:2` where the application did not say. */
  readonly name: string;
  /** Number of its segment, and its span in the raw path. */
  readonly segment: number;
  readonly start: number;
  readonly end: number;
}

/** The route of a request, e.g. `GET /api/users/:id`. `pattern`: as the application declared it, as Hono writes it. */
export function routeOf(method: string, path: string, pattern?: string): string {
  if (pattern !== undefined) return `${method} ${pattern}`;
  const segments = path.split("/", MAX_SEGMENTS + 2);
  if (path.length > MAX_PATH || segments.length > MAX_SEGMENTS + 1) return `${method} /…`;
  return `${method} ${segments.map((segment, i) => isId(segment) ? `:${i}` : segment).join("/")}`;
}

/** Routes that a path of an unknown route could belong to, had it an id where it has a word. */
export function likelyRoutes(route: string): string[] {
  const segments = route.split("/");
  return segments.flatMap((segment, i) =>
    i === 0 || segment === "" || segment.startsWith(":")
      ? []
      : [[...segments.slice(0, i), `:${i}`, ...segments.slice(i + 1)].join("/")]
  );
}

/** The values in a path of this route. */
export function pathValues(route: string, path: string): PathValue[] {
  if (!route.includes("/:")) return NONE;
  const values: PathValue[] = [];
  let at = 0;
  const pattern = route.slice(route.indexOf(" ") + 1).split("/");
  for (let i = 1; i < pattern.length && at < path.length; i++) {
    const slash = path.indexOf("/", at + 1);
    const end = slash < 0 ? path.length : slash;
    const name = pattern[i]!;
    if (name.startsWith(":")) values.push({ name: bareName(name), segment: i - 1, start: at + 1, end });
    at = end;
  }
  return values;
}

const NONE: PathValue[] = [];

/** `:id{[0-9]+}?` without what it may be. */
function bareName(name: string): string {
  const brace = name.indexOf("{");
  const bare = brace < 0 ? name : name.slice(0, brace);
  return bare.endsWith("?") ? bare.slice(0, -1) : bare;
}

/** Digits, a UUID, or something long with digits and letters. */
function isId(segment: string): boolean {
  let digits = 0, letters = 0;
  for (let i = 0; i < segment.length; i++) {
    const code = segment.charCodeAt(i);
    const lower = code | 32;
    if (code >= 48 && code <= 57) digits++;
    else if (lower >= 97 && lower <= 122) letters++;
    else if (code !== 45 && code !== 95) return false;
  }
  if (digits === 0) return false;
  return letters === 0 || (segment.length >= 16 && digits >= 3);
}
