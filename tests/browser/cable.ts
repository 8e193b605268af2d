/**
 * A network cable between browser and server that can be pulled: a relay of bytes on a port of its own. The browser's
 * offline switch leaves open streams alone; a pulled cable does not.
 * @module
 */

/** A relay to a server. */
export class Cable {
  #listener: Deno.TcpListener | undefined;
  readonly #open = new Set<Deno.TcpConn>();
  readonly port: number;

  constructor(readonly target: number) {
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    this.port = this.#listener.addr.port;
    this.#accept(this.#listener);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Ends every connection and takes no more. */
  pull(): void {
    this.#listener?.close();
    this.#listener = undefined;
    for (const connection of this.#open) close(connection);
    this.#open.clear();
  }

  /** Takes connections again, on the same port. */
  plug(): void {
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: this.port });
    this.#accept(this.#listener);
  }

  async #accept(listener: Deno.TcpListener): Promise<void> {
    try {
      for await (const connection of listener) this.#relay(connection);
    } catch {
      // The listener was closed.
    }
  }

  async #relay(near: Deno.TcpConn): Promise<void> {
    this.#open.add(near);
    try {
      const far = await Deno.connect({ hostname: "127.0.0.1", port: this.target });
      this.#open.add(far);
      await Promise.allSettled([near.readable.pipeTo(far.writable), far.readable.pipeTo(near.writable)]);
      this.#open.delete(far);
    } catch {
      close(near);
    }
    this.#open.delete(near);
  }
}

function close(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch {
    // It was closed by the other side.
  }
}
