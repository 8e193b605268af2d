import { deepEqual, equal, ok } from "node:assert/strict";
import { eventById } from "../../store/event_reader.ts";
import { verifyRoom } from "../../store/verify.ts";
import { ROOT } from "../architecture/root.ts";
import { type ServerProcess, startServer } from "./server.ts";

const ATTACK = "/api/search?q=%27%20OR%20%271%27=%271";

/** How long another process holds the write lock, milliseconds. */
const LOCK_MS = 5_000;

/** Fires attacks at once, each from another client. */
async function attack({ url }: ServerProcess, count: number, network: string) {
  const statuses = new Set<number>();
  const ids: string[] = [];
  await Promise.all(Array.from({ length: count }, async (_, i) => {
    const response = await fetch(url + ATTACK, { headers: { "x-demo-ip": `${network}.${i}` } });
    statuses.add(response.status);
    await response.body?.cancel();
    const id = response.headers.get("x-event-id");
    if (id) ids.push(id);
  }));
  return { statuses: [...statuses], ids };
}

/** What a page hears. */
async function listen({ url }: ServerProcess) {
  const response = await fetch(`${url}/glass/stream`);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    async until(part: string): Promise<void> {
      while (!text.includes(part)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`The stream ended without ${part}`);
        text += value;
      }
    },
    close: () => reader.cancel(),
  };
}

async function audited(path: string, ids: readonly string[]) {
  const kv = await Deno.openKv(path);
  const audit = await verifyRoom(kv, "main");
  const found = await Promise.all(ids.map((id) => eventById(kv, "main", id)));
  kv.close();
  return { audit, lost: found.filter((event) => event === undefined).length };
}

Deno.test("a database locked for five seconds by another process delays events and loses none", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/kv.sqlite3`;
  const server = await startServer({ GLASSHOUSE_KV: path });
  const before = await attack(server, 10, "10.4.0");
  const page = await listen(server);
  const holder = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-prompt", "tests/processes/lock_main.ts", path, String(LOCK_MS)],
    cwd: ROOT,
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const said = holder.stdout.pipeThrough(new TextDecoderStream()).getReader();
  equal((await said.read()).value, "locked\n");
  const during = await attack(server, 20, "10.4.1");
  deepEqual([during.statuses, during.ids], [[403], []]);
  equal((await fetch(`${server.url}/api/search?q=tea`)).status, 200);
  await page.until('"type":"health","state":"degraded"');
  const health = await fetch(`${server.url}/health`);
  equal(health.status, 503);
  const { reasons } = await health.json();
  ok(/is locked|does not answer/.test(reasons[0]), reasons[0]);
  equal((await said.read()).value, "free\n");
  await page.until('"type":"health","state":"ok"');
  const after = await attack(server, 10, "10.4.2");
  equal(after.ids.length, 10);
  await page.close();
  await server.stop();
  await holder.status;
  const { audit, lost } = await audited(path, [...before.ids, ...after.ids]);
  deepEqual([audit, lost], [{ kind: "whole", room: "main", events: 40, forgotten: 0 }, 0]);
  await Deno.remove(folder, { recursive: true });
});

/** A disk of two megabytes, where this machine lets us make one. */
async function smallDisk(folder: string): Promise<boolean> {
  try {
    const args = ["-t", "tmpfs", "-o", "size=2m", "tmpfs", folder];
    return (await new Deno.Command("mount", { args, stderr: "null" }).output()).success;
  } catch {
    return false;
  }
}

const folder = await Deno.makeTempDir();
const hasDisk = await smallDisk(folder);

Deno.test({
  name: `a disk that is full stops no verdict, loses no told event, and heals${hasDisk ? "" : " (ignored: no mount)"}`,
  ignore: !hasDisk,
  async fn() {
    const path = `${folder}/kv.sqlite3`;
    const server = await startServer({ GLASSHOUSE_KV: path });
    const page = await listen(server);
    const told: string[] = [...(await attack(server, 20, "10.5.0")).ids];
    // Somebody else's file takes what is left.
    const ballast = `${folder}/ballast`;
    const file = await Deno.open(ballast, { write: true, create: true });
    try {
      for (;;) await file.write(new Uint8Array(4_096));
    } catch {
      file.close();
    }
    for (let round = 1; round <= 10; round++) {
      const { statuses, ids } = await attack(server, 20, `10.5.${round}`);
      deepEqual(statuses, [403]);
      told.push(...ids);
    }
    await page.until('"type":"health","state":"degraded"');
    ok((await (await fetch(`${server.url}/health`)).json()).waitingEvents > 0);
    await Deno.remove(ballast);
    await page.until('"type":"health","state":"ok"');
    told.push(...(await attack(server, 20, "10.5.99")).ids);
    await page.close();
    await server.stop();
    const { audit, lost } = await audited(path, told);
    deepEqual([audit, lost], [{ kind: "whole", room: "main", events: 240, forgotten: 0 }, 0]);
    ok(told.length >= 40, `${told.length} told in time`);
  },
});

Deno.test.afterAll(async () => {
  if (hasDisk) await new Deno.Command("umount", { args: [folder] }).output();
  await Deno.remove(folder, { recursive: true });
});
