import { createHash } from "node:crypto";
import { chmod, mkdir, open, rm, stat } from "node:fs/promises";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * What a running hub does for a command line that found the data folder taken. `folder` is where
 * that was typed: paths begin there. `out` resolves when the line may be followed by the next.
 */
export type Serve = (
  argv: readonly string[],
  out: (line: Reply) => Promise<void>,
  folder: string,
) => Promise<number>;

/** Bytes go as base64. */
export type Reply =
  | { readonly stream: "stdout" | "stderr" | "bytes"; readonly text: string }
  | { readonly exit: number };

export interface DataLock {
  release(): Promise<void>;
}

/** A Unix socket's path may be about 100 bytes; a deeper folder gets a name in the temp folder. */
const socketPathMax = 100;

/**
 * PGlite does not lock its folder: a second process would open it and corrupt it in silence.
 * The lock is a socket in the folder (mode 0600). If it answers, the folder is taken; if it
 * does not, its owner died and the next one takes over.
 */
export async function lockDataDir(dataDir: string, serve: Serve): Promise<DataLock | "TAKEN"> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = socketPath(dataDir);
  await beginTaking(takingFile(path));
  try {
    if (await answers(path)) return "TAKEN";
    await rm(path, { force: true });
    return lockOf(await listen(path, serve));
  } finally {
    await rm(takingFile(path), { force: true });
  }
}

const takingFile = (path: string): string => `${path}.taking`;

/** Taking a lock is a matter of milliseconds: whoever takes this many looks has died over it. */
const looksMax = 50;
const lookEveryMs = 100;

/**
 * One at a time looks whether the owner lives and takes its place. Without this, of two that find
 * it dead, the second would remove the socket that the first has just opened.
 */
async function beginTaking(file: string): Promise<void> {
  let [seen, looks] = [0, 0];
  while (!(await isMade(file))) {
    const ino = (await stat(file).catch(() => undefined))?.ino ?? 0;
    looks = ino === seen ? looks + 1 : 1;
    seen = ino;
    if (looks > looksMax) await rm(file, { force: true });
    else await sleep(lookEveryMs);
  }
}

async function isMade(file: string): Promise<boolean> {
  try {
    await (await open(file, "wx", 0o600)).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

/**
 * Sends a command line to the hub that holds the folder. Answers its exit code, or undefined
 * when nobody holds it.
 */
export async function askHolder(
  dataDir: string,
  argv: readonly string[],
  show: (reply: Exclude<Reply, { exit: number }>) => unknown,
): Promise<number | undefined> {
  const path = socketPath(dataDir);
  const socket = await connect(path);
  if (socket === undefined) return undefined;
  socket.write(`${JSON.stringify({ argv, folder: resolve(".") })}\n`);
  let code = 2;
  for await (const line of linesOf(socket)) {
    const reply = JSON.parse(line) as Reply;
    if ("exit" in reply) code = reply.exit;
    else await show(reply);
  }
  return code;
}

export function socketPath(dataDir: string): string {
  const inside = join(resolve(dataDir), "hub.sock");
  if (Buffer.byteLength(inside) <= socketPathMax) return inside;
  const name = createHash("sha256").update(inside).digest("hex").slice(0, 24);
  return join(tmpdir(), `qipan-${name}.sock`);
}

/** Whoever is still connected, and has perhaps gone to sleep. */
const peers = new WeakMap<Server, Set<Socket>>();

function listen(path: string, serve: Serve): Promise<Server> {
  return new Promise((settle, fail) => {
    const connected = new Set<Socket>();
    const server = createServer((socket) => {
      connected.add(socket);
      socket.once("close", () => connected.delete(socket));
      void converse(socket, serve);
    });
    peers.set(server, connected);
    server.once("error", fail);
    server.listen(path, () => {
      chmod(path, 0o600).then(() => settle(server), fail);
    });
  });
}

async function converse(socket: Socket, serve: Serve): Promise<void> {
  socket.on("error", () => socket.destroy());
  const say = async (reply: Reply): Promise<void> => {
    if (!socket.write(`${JSON.stringify(reply)}\n`)) await drained(socket);
  };
  try {
    for await (const line of linesOf(socket)) {
      const { argv, folder } = JSON.parse(line) as { argv: string[]; folder: string };
      await say({ exit: await serve(argv, say, folder) });
      break;
    }
  } catch (error) {
    await say({ stream: "stderr", text: `${String(error)}\n` });
    await say({ exit: 2 });
  }
  socket.end();
}

/** Whoever reads slowly is waited for; whoever is gone is not. */
const drained = (socket: Socket): Promise<void> =>
  new Promise((settle) => {
    if (socket.destroyed) settle();
    for (const event of ["drain", "close"]) socket.once(event, settle);
  });

async function* linesOf(socket: Socket): AsyncGenerator<string> {
  let rest = "";
  socket.setEncoding("utf8");
  for await (const chunk of socket as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

function connect(path: string): Promise<Socket | undefined> {
  return new Promise((settle) => {
    const socket = createConnection(path);
    socket.once("connect", () => settle(socket));
    socket.once("error", () => settle(undefined));
  });
}

async function answers(path: string): Promise<boolean> {
  const socket = await connect(path);
  socket?.destroy();
  return socket !== undefined;
}

/** Node removes the socket as it closes: removing it again could remove the next owner's. */
function lockOf(server: Server): DataLock {
  return {
    release: () =>
      new Promise((settle) => {
        server.close(() => settle());
        for (const socket of peers.get(server) ?? []) socket.destroy();
      }),
  };
}
