/**
 * Load for a server that is about to be killed: attacks over keep-alive connections, as bytes, so that one process can
 * send thousands a second. Every event id that comes back is kept.
 * @module
 */

/** How the load is made. */
export interface BombardOptions {
  readonly port: number;
  readonly round: number;
  readonly connections: number;
}

/** What clients saw until the server was gone. */
export class Told {
  readonly ids: string[] = [];
  sent = 0;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** The same attack, each from a client of its own, so that none stands for another: it is the log that is under test. */
function attackOf(round: number, n: number): string {
  const client = `10.${round % 256}.${(n >> 8) & 255}.${n & 255}`;
  return `GET /api/nothing?q=%27%20OR%20%271%27=%271 HTTP/1.1\r\nhost: a\r\nx-demo-ip: ${client}\r\n\r\n`;
}

/** Fires until the server is gone. */
export async function bombard({ port, round, connections }: BombardOptions, told: Told): Promise<void> {
  await Promise.all(Array.from({ length: connections }, async () => {
    try {
      using connection = await Deno.connect({ hostname: "127.0.0.1", port });
      await fire(connection, () => attackOf(round, told.sent++), told);
    } catch {
      // The server is gone: that is the test.
    }
  }));
}

async function fire(connection: Deno.Conn, next: () => string, told: Told): Promise<void> {
  const buffer = new Uint8Array(64 * 1024);
  let text = "";
  for (;;) {
    const bytes = encoder.encode(next());
    for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
    for (text = ""; !isWhole(text);) {
      const read = await connection.read(buffer);
      if (read === null) return;
      text += decoder.decode(buffer.subarray(0, read));
    }
    const id = /^x-event-id: (\S+)/im.exec(text)?.[1];
    if (id) told.ids.push(id);
  }
}

/** Our answers say how long they are, and are ASCII. */
function isWhole(text: string): boolean {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = Number(/^content-length: (\d+)/im.exec(text.slice(0, head))?.[1] ?? 0);
  return text.length >= head + 4 + length;
}
