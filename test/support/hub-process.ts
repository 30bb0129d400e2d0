import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { packageRoot } from "../../src/kernel/root.ts";

/** A hub in a process of its own, started as a user starts it, so that it can be killed. */
export interface HubProcess {
  readonly url: string;
  readonly output: () => string;
  /** As a power switch would: no drain, no goodbye. */
  kill9(): Promise<void>;
  stop(): Promise<void>;
}

/** As the limits of tests: it ends what hangs, and not what is slow beside others. */
const startsWithinMs = 180_000;

/** Starts `qipan serve` from dist; `env` names the data folder or the database, perhaps a port. */
export async function startHubProcess(env: Readonly<Record<string, string>>): Promise<HubProcess> {
  const port = env.PORT === undefined ? await freePort() : Number(env.PORT);
  const main = join(packageRoot, "dist/src/cli/main.js");
  const child = spawn(process.execPath, [main, "serve"], {
    env: { ...process.env, DATABASE_URL: "", PORT: String(port), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  const url = `http://127.0.0.1:${String(port)}`;
  await untilReady(url, child, () => output);
  return {
    url,
    output: () => output,
    kill9: () => end(child, "SIGKILL"),
    stop: () => end(child, "SIGTERM"),
  };
}

async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + startsWithinMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the hub ended at start:\n${output()}`);
    const ready = await fetch(`${url}/readyz`).catch(() => undefined);
    if (ready?.ok === true) return;
    await sleep(100);
  }
  child.kill("SIGKILL");
  throw new Error(`the hub was not ready in ${String(startsWithinMs)} ms:\n${output()}`);
}

async function end(child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((settle) => child.once("exit", settle));
  child.kill(signal);
  await ended;
}

export function freePort(): Promise<number> {
  return new Promise((settle, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => settle(port));
    });
  });
}
