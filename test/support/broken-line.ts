import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A line to a database that can be cut, as a broken switch would cut it. */
export interface Line {
  readonly url: string;
  /** First nothing comes back, so that what commits is not heard of; then nothing goes at all. */
  cut(): void;
  drop(): void;
  heal(): void;
  close(): Promise<void>;
}

export async function lineTo(url: string): Promise<Line> {
  const target = new URL(url);
  const open = new Set<Socket>();
  let state: "WHOLE" | "DEAF" | "DOWN" = "WHOLE";
  const server = createServer((near) => {
    if (state !== "WHOLE") {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (sent) => far.write(sent));
    far.on("data", (answer) => {
      if (state === "WHOLE") near.write(answer);
    });
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  const drop = (): void => {
    state = "DOWN";
    for (const socket of open) socket.destroy();
  };
  return {
    url: through.href,
    cut: () => (state = "DEAF"),
    drop,
    heal: () => (state = "WHOLE"),
    close: async () => {
      drop();
      await new Promise((settle) => server.close(settle));
    },
  };
}
