import { readdirSync, readFileSync } from "node:fs";

/** Processor milliseconds that a server's processes have used, those that ended among them. */
export function serverCpuMs(postmaster: number): number {
  let ticks = 0;
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const fields = statOf(name);
    if (fields === undefined) continue;
    if (Number(name) !== postmaster && Number(fields[1]) !== postmaster) continue;
    ticks += Number(fields[11]) + Number(fields[12]);
    if (Number(name) === postmaster) ticks += Number(fields[13]) + Number(fields[14]);
  }
  return ticks * 10;
}

/** What stands after the command's name: its state, its parent, …, user and system time. */
function statOf(pid: string): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
