import { refused } from "../graph/refused.ts";
import type { Refusal } from "../kernel/refusal.ts";
import { exitCode, printJson, type Args, type Io } from "./command.ts";

/** Every reason and what to do next, in Chinese; `--json` has both languages' code and text. */
export function tellRefused(reasons: readonly Refusal[], args: Args, io: Io): number {
  const { refusals } = refused(reasons, "zh");
  if (args.values.json === true) printJson(io, { refused: refusals });
  else for (const { message, next } of refusals) io.err(`${message};${next}\n`);
  return exitCode.refused;
}
