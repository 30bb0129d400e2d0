import { connect, createServer, type Server, type Socket } from "node:net";

/** A wire to the hub on a port of its own, which can be cut and joined again. */
export interface Wire {
  readonly url: string;
  cut(): Promise<void>;
  join(): Promise<void>;
}

export async function layWire(hubUrl: string): Promise<Wire> {
  const { hostname, port } = new URL(hubUrl);
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.pipe(other);
      socket.on("error", () => other.destroy());
      socket.on("close", () => open.delete(socket));
    }
  });
  const at = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${String(at)}`,
    cut: async () => {
      const closed = new Promise((settle) => server.close(settle));
      for (const socket of open) socket.destroy();
      await closed;
    },
    join: async () => {
      await listen(server, at);
    },
  };
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((settle) => {
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      settle(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
