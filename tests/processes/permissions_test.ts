import { equal, match } from "node:assert/strict";
import { startServer } from "./server.ts";

Deno.test("the permissions of deno.json are enough for the page, the database, the guard and the raw lane", async () => {
  const file = `./data/permissions-${crypto.randomUUID()}.sqlite3`;
  const server = await startServer({ GLASSHOUSE_KV: file }, "-P");
  const get = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(server.url + path, init);
    return { status: response.status, text: await response.text(), event: response.headers.get("x-event-id") };
  };
  const page = await get("/", { headers: { accept: "text/html" } });
  match(page.text, /^<!DOCTYPE html>[\s\S]*data-island=/i);
  equal((await get("/static/app.css")).status, 200);
  equal((await get("/api/search?q=tea")).status, 200);
  const attack = "/api/search?q=%27%20OR%20%271%27=%271";
  const { status, event } = await get(attack);
  equal(status, 403);
  equal((await get(`/glass/events/${event}`)).status, 200);
  equal((await get("/learn/sql-login")).status, 200);
  equal((await get("/model/weights.bin")).status, 200);
  const { origin } = new URL(server.url);
  const body = `GET ${attack} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`;
  match((await get("/glass/raw", { method: "POST", headers: { origin }, body })).text, /^HTTP\/1\.1 403/);
  await server.stop();
  for (const end of ["", "-shm", "-wal"]) await Deno.remove(file + end).catch(() => {});
});
