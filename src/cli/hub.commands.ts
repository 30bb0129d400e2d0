import { migrate } from "../postgres/migrate.ts";
import type { Database } from "../postgres/pool.ts";
import { emitSdl } from "../server/schema.ts";
import { exitCode, positional, printJson, type Args, type Command, type Io } from "./command.ts";
import { foundHub, seedName, seedNames } from "./prepare-hub.ts";

export const migrateCommand: Command = {
  name: "migrate",
  says: "将数据库结构升级到本版本 / bring the database to this version",
  usage: "qipan migrate [--json]",
  run: { onDatabase: migrateHub },
};

async function migrateHub(database: Database, args: Args, io: Io): Promise<number> {
  const report = await migrate(database);
  if (args.values.json === true) printJson(io, report);
  else if (report.applied.length === 0) io.out("已是最新 / up to date\n");
  else for (const name of report.applied) io.out(`${name}\n`);
  return exitCode.good;
}

const seeds = seedNames.join("|");

export const seedCommand: Command = {
  name: "seed",
  says: `建立枢纽并载入数据(${seeds}) / found the hub and load a world`,
  usage: `qipan seed ${seeds}`,
  run: { onDatabase: seedHub },
};

async function seedHub(database: Database, args: Args, io: Io): Promise<number> {
  const seed = seedName(positional(args, 0, seeds));
  const founded = await foundHub(database, seed, (loaded, of) => {
    if (io.terminal) io.err(`\r批次 / lots ${loaded} / ${of}${loaded === of ? "\n" : ""}`);
  });
  if (founded) io.out("已建立 / founded\n");
  else io.err("枢纽已存在,未作更改 / the hub exists already, nothing was changed\n");
  return founded ? exitCode.good : exitCode.refused;
}

export const sdlCommand: Command = {
  name: "sdl",
  says: "打印 GraphQL SDL / print the GraphQL SDL",
  usage: "qipan sdl",
  run: {
    alone: async (_args, io) => {
      io.out(await emitSdl());
      return exitCode.good;
    },
  },
};
