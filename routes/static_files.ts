/**
 * Style sheets, icons and the bundle, with validators. Only names that were found in the folder are served, so no
 * path can lead out of it.
 * @module
 */
import { Hono } from "hono";

const TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  map: "application/json",
  json: "application/json",
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
  txt: "text/plain; charset=utf-8",
  webmanifest: "application/manifest+json",
};

interface StaticFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
  readonly modified: number;
}

/** Serves the files of `folder`, at most two folders deep. */
export function createStaticFiles(folder: string): Hono {
  const app = new Hono();
  const files = new Map<string, StaticFile>();
  app.get("/*", async (c) => {
    const name = c.req.path.slice(c.req.path.indexOf("/static/") + "/static/".length);
    const type = TYPES[name.slice(name.lastIndexOf(".") + 1)];
    if (!type || !/^(?:[\w-]+\/){0,2}[\w.-]+$/.test(name) || name.includes("..")) return c.notFound();
    const file = await readFile(files, folder, name);
    if (!file) return c.notFound();
    // Chunks carry a hash of their content in the name; the others are asked about each time.
    const immutable = /^js\/.*-[A-Z0-9]{8}\.js$/.test(name);
    const headers = {
      "etag": file.etag,
      "cache-control": immutable ? "public, max-age=31536000, immutable" : "no-cache",
      "content-type": type,
    };
    if (c.req.header("if-none-match")?.includes(file.etag)) return new Response(null, { status: 304, headers });
    return new Response(file.bytes, { headers });
  });
  return app;
}

async function readFile(files: Map<string, StaticFile>, folder: string, name: string): Promise<StaticFile | undefined> {
  const path = `${folder}/${name}`;
  try {
    const info = await Deno.stat(path);
    if (!info.isFile) return undefined;
    const modified = info.mtime?.getTime() ?? 0;
    const known = files.get(name);
    if (known && known.modified === modified && known.bytes.length === info.size) return known;
    const bytes = await Deno.readFile(path);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes), 0, 12);
    const file = { bytes, modified, etag: `"${digest.toHex()}"` };
    files.set(name, file);
    return file;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return undefined;
    throw error;
  }
}
