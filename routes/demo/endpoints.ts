/**
 * Every endpoint of the demo API, and the bug it has. The one list: the routes, the status and the README follow it.
 * @module
 */
import type { Call, Endpoint, Reply } from "./context.ts";
import { safeArchive, weakArchive } from "./archive.ts";
import { safeFile, weakFile } from "./files.ts";
import { safeGreeting, weakGreeting } from "./greet.ts";
import { safeImport, weakImport } from "./import.ts";
import { listNotes, safeNote, weakNote } from "./guestbook.ts";
import { safeLogin, weakLogin } from "./login.ts";
import { safeDocumentLogin, weakDocumentLogin } from "./nosql_login.ts";
import { safeOrder, weakOrder } from "./orders.ts";
import { safePing, weakPing } from "./ping.ts";
import { safePreview, weakPreview } from "./preview.ts";
import { safeSearch, weakSearch } from "./search.ts";
import { safeSettings, weakSettings } from "./settings.ts";
import { safeStock, weakStock } from "./stock.ts";
import { safeUser, safeUsers, weakUser, weakUsers } from "./users.ts";

/** An endpoint as it is listed. */
export interface Route {
  readonly method: "GET" | "POST";
  /** Path as Hono writes it. */
  readonly path: string;
  /** What is wrong with it; correct endpoints have none. */
  readonly bug?: string;
  /** Path of the correct twin. */
  readonly twin?: string;
  readonly handle: Endpoint;
}

/** The endpoints that answer JSON. */
export const ROUTES: readonly Route[] = [
  { method: "GET", path: "/api/health", handle: health },
  { method: "GET", path: "/api/security/stats", handle: stats },
  {
    method: "GET",
    path: "/api/users",
    bug: "SQL injection in role= and sort=",
    twin: "/api/safe/users",
    handle: weakUsers,
  },
  {
    method: "GET",
    path: "/api/users/:id",
    bug: "SQL injection without a quote",
    twin: "/api/safe/users/:id",
    handle: weakUser,
  },
  {
    method: "POST",
    path: "/api/login",
    bug: "SQL injection in username and password; passwords in clear text; failures are not counted",
    twin: "/api/safe/login",
    handle: weakLogin,
  },
  {
    method: "GET",
    path: "/api/search",
    bug: "SQL injection in q=, stacked statements, verbose errors",
    twin: "/api/safe/search",
    handle: weakSearch,
  },
  {
    method: "POST",
    path: "/api/data",
    bug: "stored XSS: the page writes messages as markup",
    twin: "/api/safe/data",
    handle: weakNote,
  },
  {
    method: "GET",
    path: "/api/orders/:id",
    bug: "BOLA: the owner is never asked for",
    twin: "/api/safe/orders/:id",
    handle: weakOrder,
  },
  {
    method: "GET",
    path: "/api/files",
    bug: "path traversal: decoded twice, opened anywhere",
    twin: "/api/safe/files",
    handle: weakFile,
  },
  {
    method: "GET",
    path: "/api/preview",
    bug: "SSRF: fetches any address from the inside",
    twin: "/api/safe/preview",
    handle: weakPreview,
  },
  {
    method: "GET",
    path: "/api/ping",
    bug: "command injection: a shell reads the host",
    twin: "/api/safe/ping",
    handle: weakPing,
  },
  {
    method: "POST",
    path: "/api/nosql/login",
    bug: "NoSQL injection: values may be operators",
    twin: "/api/safe/nosql/login",
    handle: weakDocumentLogin,
  },
  {
    method: "POST",
    path: "/api/settings",
    bug: "prototype pollution: the merge follows __proto__",
    twin: "/api/safe/settings",
    handle: weakSettings,
  },
  {
    method: "GET",
    path: "/api/greet",
    bug: "template injection: the text is a template",
    twin: "/api/safe/greet",
    handle: weakGreeting,
  },
  {
    method: "POST",
    path: "/api/import",
    bug: "XXE: the reader follows external entities",
    twin: "/api/safe/import",
    handle: weakImport,
  },
  {
    method: "GET",
    path: "/api/archive",
    bug: "parser differential: the query is read again, by another library, and glued into SQL",
    twin: "/api/safe/archive",
    handle: weakArchive,
  },
  {
    method: "GET",
    path: "/api/stock",
    bug: "no limit: every request costs a call to the supplier",
    twin: "/api/safe/stock",
    handle: weakStock,
  },
  { method: "GET", path: "/api/data", handle: listNotes },
  { method: "GET", path: "/api/safe/users", handle: safeUsers },
  { method: "GET", path: "/api/safe/users/:id", handle: safeUser },
  { method: "POST", path: "/api/safe/login", handle: safeLogin },
  { method: "GET", path: "/api/safe/search", handle: safeSearch },
  { method: "POST", path: "/api/safe/data", handle: safeNote },
  { method: "GET", path: "/api/safe/data", handle: listNotes },
  { method: "GET", path: "/api/safe/orders/:id", handle: safeOrder },
  { method: "GET", path: "/api/safe/files", handle: safeFile },
  { method: "GET", path: "/api/safe/preview", handle: safePreview },
  { method: "GET", path: "/api/safe/ping", handle: safePing },
  { method: "POST", path: "/api/safe/nosql/login", handle: safeDocumentLogin },
  { method: "POST", path: "/api/safe/settings", handle: safeSettings },
  { method: "GET", path: "/api/safe/greet", handle: safeGreeting },
  { method: "POST", path: "/api/safe/import", handle: safeImport },
  { method: "GET", path: "/api/safe/archive", handle: safeArchive },
  { method: "GET", path: "/api/safe/stock", handle: safeStock },
];

/** The endpoints that answer a web page. */
export const PAGES: readonly { readonly path: string; readonly bug?: string; readonly twin?: string }[] = [
  { path: "/api/data/page", bug: "stored XSS runs here, in a sandbox", twin: "/api/safe/data/page" },
  { path: "/api/safe/data/page" },
];

/** What `GET /` answers to a client that asks for JSON. */
export function apiStatus(): Record<string, unknown> {
  return {
    name: "Glasshouse",
    status: "running",
    endpoints: [
      ...ROUTES.map(({ method, path, bug, twin }) => ({ method, path, ...(bug && twin ? { bug, twin } : {}) })),
      ...PAGES.map((page) => ({ method: "GET", ...page })),
    ],
  };
}

function health(call: Call): Reply {
  const { error } = call.world.database.run("SELECT 1");
  return { body: { status: error === undefined ? "healthy" : "degraded", database: error ?? "ok" } };
}

async function stats(call: Call): Promise<Reply> {
  return { body: { room: call.room, ...await call.deps.stats(call.room) } };
}
