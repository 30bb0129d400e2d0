import { parseArgs } from "node:util";
import { ConfigWrong } from "../server/config.ts";
import { commands } from "./commands.ts";
import { exitCode, WrongUse, type Args, type Command, type Io } from "./command.ts";
import { onHub } from "./on-hub.ts";

/** Runs one command line. Answers 0 good, 1 refused with reasons, 2 wrong use. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const found = find(argv);
  if (found === undefined) return help(argv, io);
  const { command, rest } = found;
  return told(command, io, async () => {
    const args = parse(command, rest);
    if ("alone" in command.run) return await command.run.alone(args, io);
    const aside = command.aside?.(args, io);
    if (aside !== undefined) return await aside;
    const { onDatabase } = command.run;
    const founds = command.unfounded !== true;
    return await onHub({ argv, io, founds }, (database) => onDatabase(database, args, io));
  });
}

/** What a user did wrong is said where the command was typed, also by a hub that runs it. */
async function told(command: Command, io: Io, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WrongUse || error instanceof ConfigWrong)) throw error;
    io.err(`${error.message}\n${command.usage}\n`);
    return exitCode.wrongUse;
  }
}

/** Runs a command line on behalf of another process, on the database that this one holds. */
export async function runHere(
  argv: readonly string[],
  io: Io,
  database: Parameters<Extract<Command["run"], { onDatabase: unknown }>["onDatabase"]>[0],
): Promise<number> {
  const found = find(argv);
  if (found === undefined || !("onDatabase" in found.command.run)) return exitCode.wrongUse;
  const { command, rest } = found;
  const { onDatabase } = found.command.run;
  return told(command, io, () => onDatabase(database, parse(command, rest), io));
}

/** Commands of two words (`ledger verify`) are found before commands of one. */
function find(argv: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  for (const words of [2, 1]) {
    const command = commands.find(({ name }) => name === argv.slice(0, words).join(" "));
    if (command !== undefined) return { command, rest: argv.slice(words) };
  }
  return undefined;
}

function parse(command: Command, rest: readonly string[]): Args {
  try {
    const { positionals, values } = parseArgs({
      args: [...rest],
      allowPositionals: true,
      options: { json: { type: "boolean" }, ...command.options },
    });
    return { positionals, values };
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

function help(argv: readonly string[], io: Io): number {
  const asked = argv[0] === "help" || argv[0] === "--help" || argv[0] === "-h";
  const lines = commands.map(({ usage, says }) => `  ${usage}\n      ${says}\n`);
  (asked ? io.out : io.err)(`棋盘 qipan\n\n${lines.join("")}`);
  return asked ? exitCode.good : exitCode.wrongUse;
}
