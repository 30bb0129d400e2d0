import { WebSocket } from "ws";

/** What a process holds, told by its own inspector: `NODE_OPTIONS=--inspect=127.0.0.1:PORT`. */
export async function heapAfterGc(port: number): Promise<number> {
  const list = await fetch(`http://127.0.0.1:${String(port)}/json/list`);
  const [target] = (await list.json()) as { webSocketDebuggerUrl: string }[];
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? "");
  await new Promise((open, fail) => socket.once("open", open).once("error", fail));
  try {
    await call(socket, 1, "HeapProfiler.collectGarbage");
    const { usedSize } = await call(socket, 2, "Runtime.getHeapUsage");
    return usedSize ?? Number.NaN;
  } finally {
    socket.close();
  }
}

function call(socket: WebSocket, id: number, method: string): Promise<{ usedSize?: number }> {
  return new Promise((settle) => {
    const read = (data: Buffer): void => {
      const said = JSON.parse(data.toString()) as { id?: number; result?: { usedSize?: number } };
      if (said.id !== id) return;
      socket.off("message", read);
      settle(said.result ?? {});
    };
    socket.on("message", read);
    socket.send(JSON.stringify({ id, method }));
  });
}
