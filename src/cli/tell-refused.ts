import { refused } from "../graph/refused.ts";
import type { Refusal } from "../kernel/refusal.ts";
import { exitCode, printJson, type Args, type Io } from "./command.ts";

/**
 * Every reason and what to do next, in Chinese and in English: nobody at a terminal has said
 * which they read. `--json` has the code, the path, both texts (`message`, `next`; also with `En`).
 */
export function tellRefused(reasons: readonly Refusal[], args: Args, io: Io): number {
  const { refusals } = refused(reasons, "zh");
  const english = refused(reasons, "en").refusals;
  const both = refusals.map((one, at) =>
    Object.assign(one, {
      messageEn: english[at]?.message ?? one.code,
      nextEn: english[at]?.next ?? one.code,
    }),
  );
  if (args.values.json === true) printJson(io, { refused: both });
  else
    for (const { message, next, messageEn, nextEn } of both)
      io.err(`${message};${next}\n${messageEn}; ${nextEn}\n`);
  return exitCode.refused;
}
