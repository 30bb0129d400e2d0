import { createServer, connect, type AddressInfo, type Socket } from "node:net";

/** A line to a server that can be cut the moment something is said on it, before the answer. */
export interface CutLine {
  readonly url: string;
  /** The next time the client says `words`, they arrive and the answer does not. */
  cutAfter(words: string): void;
  close(): Promise<void>;
}

export async function layLine(to: string): Promise<CutLine> {
  const target = new URL(to);
  const open = new Set<Socket>();
  let words: string | undefined;
  const server = createServer((client) => {
    const line = connect({ host: target.hostname, port: Number(target.port) });
    let isCut = false;
    for (const end of [client, line]) {
      open.add(end);
      end.on("error", () => undefined).on("close", () => open.delete(end));
    }
    client.on("data", (chunk) => {
      if (words !== undefined && chunk.includes(words)) {
        words = undefined;
        isCut = true;
      }
      line.write(chunk);
    });
    line.on("data", (chunk) => {
      if (!isCut) client.write(chunk);
      else for (const end of [client, line]) end.destroy();
    });
    client.on("close", () => line.destroy());
    line.on("close", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(to);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cutAfter: (said) => (words = said),
    close: () =>
      new Promise((resolve) => {
        for (const end of open) end.destroy();
        server.close(() => resolve());
      }),
  };
}
