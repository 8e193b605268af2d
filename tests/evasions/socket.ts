/**
 * A server on a free loopback port and raw bytes to it: what no `fetch` would send.
 * @module
 */

/** The server's answer. */
export interface RawResponse {
  readonly status: number;
  readonly body: string;
}

/** Serves `handler` while `run` sends bytes. */
export async function withServer(
  handler: (request: Request, info: Deno.ServeHandlerInfo) => Response | Promise<Response>,
  run: (send: (bytes: Uint8Array) => Promise<RawResponse>) => Promise<void>,
): Promise<void> {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, handler);
  const { port } = server.addr;
  try {
    await run((bytes) => send(port, bytes));
  } finally {
    await server.shutdown();
  }
}

async function send(port: number, bytes: Uint8Array): Promise<RawResponse> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
  // Reading to the end closes the connection.
  return parse(await new Response(connection.readable).text());
}

/** Every request asks for `Connection: close`, so an answer ends with the connection; chunks are put together. */
function parse(answer: string): RawResponse {
  const headEnd = answer.indexOf("\r\n\r\n");
  const head = answer.slice(0, headEnd);
  const rest = answer.slice(headEnd + 4);
  const status = Number(head.slice(9, 12));
  if (!/^transfer-encoding: chunked$/im.test(head)) return { status, body: rest };
  let body = "";
  for (let at = 0; at < rest.length;) {
    const lineEnd = rest.indexOf("\r\n", at);
    const size = parseInt(rest.slice(at, lineEnd), 16);
    if (!(size > 0)) break;
    body += rest.slice(lineEnd + 2, lineEnd + 2 + size);
    at = lineEnd + 2 + size + 2;
  }
  return { status, body };
}
