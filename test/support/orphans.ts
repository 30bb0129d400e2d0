import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One well-known folder per user, so that the next run finds what a killed one left behind. */
const root = join(tmpdir(), `qipan-postgres-${String(process.getuid?.() ?? 0)}`);

/** Makes a cluster's folder. Its name says whose it is: a pid and when that process began. */
export function claimFolder(owner: number): string {
  mkdirSync(root, { recursive: true, mode: 0o755 });
  return mkdtempSync(join(root, `${String(owner)}_${bornAt(owner) ?? ""}_`));
}

/** Stops the servers, and removes the data, of test runs that died without cleaning up. */
export async function sweepOrphans(): Promise<void> {
  if (!existsSync(root)) return;
  for (const name of readdirSync(root)) {
    const [pid = "", born = ""] = name.split("_");
    if (/^\d+$/.test(pid) && bornAt(Number(pid)) !== born) await clear(join(root, name));
  }
}

async function clear(folder: string): Promise<void> {
  const postmaster = postmasterOf(join(folder, "data"));
  if (postmaster !== null) {
    signal(postmaster, "SIGQUIT");
    for (let waited = 0; waited < 50 && bornAt(postmaster) !== null; waited += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    signal(postmaster, "SIGKILL");
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** The pid that the data folder names, if that process really serves this folder. */
function postmasterOf(data: string): number | null {
  try {
    const pid = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
    return commandOf(pid).includes(data) ? pid : null;
  } catch {
    return null;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone already, which is what was wanted.
  }
}

/** A process's birth, so that a reused pid is not taken for the old owner; null when none runs. */
function bornAt(pid: number): string | null {
  try {
    if (!existsSync("/proc/self/stat")) return ps(pid, "lstart").replaceAll(/\W/g, "") || null;
    const fields = readFileSync(`/proc/${String(pid)}/stat`, "utf8")
      .split(") ")
      .at(-1)
      ?.split(" ");
    return fields?.[0] === "Z" ? null : (fields?.[19] ?? null);
  } catch {
    return null;
  }
}

const commandOf = (pid: number): string =>
  existsSync("/proc/self/cmdline")
    ? readFileSync(`/proc/${String(pid)}/cmdline`, "utf8")
    : ps(pid, "command");

const ps = (pid: number, column: string): string =>
  execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" }).trim();
