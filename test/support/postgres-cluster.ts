import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chownSync, cpSync, mkdirSync, chmodSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { claimFolder } from "./orphans.ts";
import { findBinaries, unprivileged } from "./postgres-binaries.ts";

export interface Cluster {
  readonly port: number;
  readonly major: number;
  pid(): number;
  kill9(): Promise<void>;
  restart(as?: { readonly standby: boolean }): Promise<void>;
  /** A second one, as this one is now; this one rests while its folder is copied. */
  standby(): Promise<Cluster>;
  stop(): Promise<void>;
}

interface Place {
  readonly folder: string;
  readonly data: string;
  readonly bin: string;
  readonly settings: Readonly<Record<string, string>>;
}

const startAttempts = 40;

/**
 * Makes a new cluster and starts it. Everything lies in one folder, gone with this process;
 * should that die without a word, the next run clears up after the owner.
 */
export async function createCluster(
  settings: Readonly<Record<string, string>> = {},
  owner = process.pid,
  copied?: string,
): Promise<Cluster> {
  const { bin, major, copyFrom } = findBinaries();
  const folder = claimFolder(owner);
  const place = { folder, data: join(folder, "data"), bin: binIn(folder, bin, copyFrom), settings };
  let running: ChildProcess | null = null;
  const cleanUp = (): void => {
    running?.kill("SIGQUIT");
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
  process.once("exit", cleanUp);

  if (copied === undefined) initialize(place);
  else copyStopped(copied, place);
  const started = await startOnFreePort(place);
  running = started.child;
  const { port } = started;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (running) await ended(running, signal);
    running = null;
  };
  return {
    port,
    major,
    pid: () => running?.pid ?? fail("this PostgreSQL does not run"),
    kill9: () => end("SIGKILL"),
    restart: async ({ standby } = { standby: false }) => {
      await end("SIGINT");
      // A standby of nobody replays its own log, answers readers, and waits to be promoted.
      if (standby) writeFileSync(join(place.data, "standby.signal"), "");
      running = await startPatiently(place, port);
    },
    standby: async () => {
      await end("SIGINT");
      const other = await createCluster(settings, owner, place.data);
      running = await startPatiently(place, port);
      return other;
    },
    stop: async () => {
      await end("SIGQUIT");
      process.removeListener("exit", cleanUp);
      cleanUp();
    },
  };
}

/** Gives the folder to the server's user; copies the binaries in if that user cannot read them. */
function binIn(folder: string, bin: string, copyFrom: string | null): string {
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, "data"), { mode: 0o700 });
  mkdirSync(join(folder, "socket"), { mode: 0o755 });
  const { uid, gid } = unprivileged;
  if (uid !== undefined) {
    for (const name of ["data", "socket"]) chownSync(join(folder, name), uid, gid);
  }
  if (copyFrom === null) return bin;
  const copy = join(folder, "native");
  cpSync(copyFrom, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, "bin");
}

/** No fsync: a killed process loses nothing that way, and only a power cut would. */
function initialize({ folder, data, bin }: Place): void {
  const locale = process.platform === "linux" ? "C.UTF-8" : "en_US.UTF-8";
  const made = spawnSync(
    join(bin, "initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", `--locale=${locale}`, "--no-sync"],
    { ...unprivileged, cwd: folder, encoding: "utf8" },
  );
  if (made.status !== 0) fail(`initdb failed: ${made.stderr || String(made.error)}`);
}

/** What pg_basebackup would fetch from a running one, which not every package of binaries has. */
function copyStopped(from: string, { folder, data }: Place): void {
  const as = { ...unprivileged, cwd: folder, encoding: "utf8" } as const;
  const made = spawnSync("cp", ["-a", `${from}/.`, data], as);
  if (made.status !== 0) fail(`the folder was not copied: ${made.stderr || String(made.error)}`);
  writeFileSync(join(data, "standby.signal"), "");
}

/** Between asking for a free port and using it, another run may take it: then ask again. */
async function startOnFreePort(place: Place): Promise<{ port: number; child: ChildProcess }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const outcome = await start(place, port);
    if (typeof outcome !== "string") return { port, child: outcome };
    if (attempt === 5) fail(`PostgreSQL does not start: ${outcome}`);
  }
}

/** After a kill, orphaned backends hold the shared memory until they notice. */
async function startPatiently(place: Place, port: number): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await start(place, port);
    if (typeof outcome !== "string") return outcome;
    if (attempt === startAttempts) fail(`PostgreSQL does not restart: ${outcome}`);
    await pause(250);
  }
}

/** Starts the postmaster and waits until it answers; what it last said, if it dies instead. */
async function start(place: Place, port: number): Promise<ChildProcess | string> {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: join(place.folder, "socket"),
    max_connections: "200",
    fsync: "off",
    ...place.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(join(place.bin, "postgres"), ["-D", place.data, "-p", `${port}`, ...flags], {
    ...unprivileged,
    cwd: place.folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr
    .setEncoding("utf8")
    .on("data", (text: string) => (said = (said + text).slice(-2000)));
  child.on("error", (cause) => (said += cause.message));
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    if (await answers(port)) return child;
    await pause(20);
  }
  return said;
}

async function answers(port: number): Promise<boolean> {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres" });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await exit;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function fail(sentence: string): never {
  throw new Error(sentence);
}
