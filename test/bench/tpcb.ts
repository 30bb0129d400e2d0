import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { serverCpuMs } from "./server-cpu.ts";

/** What the same server does on PostgreSQL's own benchmark: the measure of what is possible. */
export interface Yardstick {
  /** TPC-B, 16 clients, prepared statements. */
  measure(seconds: number): Promise<Rate>;
}

export interface Rate {
  /** Calls, or transactions. */
  readonly done: number;
  readonly seconds: number;
  /** Processor milliseconds of the server, and of Node where it is the client. */
  readonly cpuMs: number;
}

const writers = 16;

/** The pgbench of PG_BIN, or Debian's newest; undefined where none is installed. */
export function findPgbench(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = [
    ...(env.PG_BIN ? [env.PG_BIN] : []),
    ...["18", "17", "16", "15"].map((major) => `/usr/lib/postgresql/${major}/bin`),
  ];
  return folders.map((folder) => join(folder, "pgbench")).find((file) => existsSync(file));
}

/** Lays TPC-B's tables of one scale into an empty database. */
export async function layTpcb(
  pgbench: string,
  { url, pid }: { readonly url: string; readonly pid: number },
  scale: number,
): Promise<Yardstick> {
  await run(pgbench, ["-i", "-q", "-s", String(scale), url]);
  const turn = async (length: readonly string[]) => {
    const options = ["-n", "-M", "prepared", "-c", String(writers), "-j", "2", ...length];
    const before = serverCpuMs(pid);
    const told = await run(pgbench, [...options, url]);
    const done = Number(/actually processed: (\d+)/.exec(told)?.[1] ?? 0);
    return { done, cpuMs: serverCpuMs(pid) - before };
  };
  return {
    measure: async (seconds) => {
      // Sixteen sessions begin and end each time, and ours do not: that is not its work.
      const begun = await turn(["-t", "1"]);
      const { done, cpuMs } = await turn(["-T", String(seconds)]);
      return { done, seconds, cpuMs: Math.max(0, cpuMs - begun.cpuMs) };
    },
  };
}

function run(file: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve(said) : reject(new Error(said))));
  });
}
