import { verifyBook } from "../ledger/verify.ts";
import type { Database } from "../postgres/pool.ts";
import { exitCode, printJson, type Args, type Command, type Io } from "./command.ts";

/** `qipan ledger verify`: re-derives the whole book from the journal alone. */
export const ledgerVerifyCommand: Command = {
  name: "ledger verify",
  says: "从分录重算全部余额、往来、补库任务与默克尔根 / re-derive the book from its journal",
  usage: "qipan ledger verify [--json]",
  run: { onDatabase: verify },
};

async function verify(database: Database, args: Args, io: Io): Promise<number> {
  const report = await verifyBook(database);
  if (args.values.json === true) printJson(io, report);
  else {
    io.out(
      `${report.verified ? "账实相符 / verified" : "不符 / NOT verified"}: ` +
        `${String(report.entries)} 分录 entries, ${String(report.heads)} 账册 heads, ` +
        `${String(report.unsealed)} 未封存 unsealed\n`,
    );
    for (const problem of report.problems) io.out(`  ${problem}\n`);
  }
  return report.verified ? exitCode.good : exitCode.refused;
}
