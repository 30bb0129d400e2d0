import type { Io } from "./command.ts";

/** Percent of all rows, for eyes only. */
export function progress(io: Io): ((done: number, total: number) => void) | undefined {
  if (!io.terminal) return undefined;
  let told = -1;
  return (done, total) => {
    const percent = Math.floor((100 * done) / Math.max(total, 1));
    if (percent === told) return;
    told = percent;
    io.err(`\r${String(percent)} %${done === total ? "\n" : ""}`);
  };
}
