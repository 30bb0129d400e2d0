import { existsSync } from "node:fs";
import { readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { blankFile } from "./blank.ts";
import { databaseOf } from "./embedded.ts";
import { migrate } from "./migrate.ts";

/** Part of the build: makes the blank of these migrations, and removes those of others. */
const file = await blankFile();
if (!existsSync(file)) {
  const lite = await PGlite.create();
  const database = databaseOf(lite);
  await migrate(database);
  await lite.query("checkpoint");
  const dump = await lite.dumpDataDir("none");
  await database.close();
  const partial = `${file}.${String(process.pid)}`;
  await writeFile(partial, Buffer.from(await dump.arrayBuffer()));
  await rename(partial, file);
  for (const name of await readdir(dirname(file)))
    if (name.startsWith("blank-") && name !== basename(file))
      await rm(join(dirname(file), name), { force: true });
}
