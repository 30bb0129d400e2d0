import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import pg from "pg";
import { readBlank } from "./blank.ts";
import { Client } from "./client.ts";
import "./int8.ts";
import { Kept } from "./kept.ts";
import { patient, Strains } from "./patience.ts";
import type { Database } from "./pool.ts";

/** Opens PGlite inside this process; without a folder the data lives in memory. */
export async function openEmbedded(dataDir?: string): Promise<Database> {
  if (dataDir === undefined) return databaseOf(await found());
  if (!existsSync(join(dataDir, wholeness))) await foundIn(dataDir);
  return databaseOf(await PGlite.create({ dataDir }));
}

/** A folder of PostgreSQL has this file; ours gets it last, so that a folder with it is whole. */
const wholeness = "PG_VERSION";

/**
 * Made aside and moved in: PGlite would take a folder whose making was killed for a whole one,
 * and find out at some later query.
 */
async function foundIn(dataDir: string): Promise<void> {
  const draft = join(dataDir, "draft");
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await (await found(draft)).close();
  const names = (await readdir(draft)).filter((name) => name !== wholeness);
  for (const name of [...names, wholeness]) {
    await rm(join(dataDir, name), { recursive: true, force: true });
    await rename(join(draft, name), join(dataDir, name));
  }
  await rm(draft, { recursive: true });
}

/** The build's blank saves the seconds that PGlite takes to found a database of its own. */
async function found(dataDir?: string): Promise<PGlite> {
  const blank = await readBlank();
  return PGlite.create({
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(blank === undefined ? {} : { loadDataDir: blank }),
  });
}

/** One open PGlite, reached as a server is. */
export function databaseOf(lite: PGlite): Database {
  const config = createPgConfig(lite);
  const { connection } = config;
  const parse = connection.parse.bind(connection);
  // drizzle hands `types` over as an object; the shim expects a list and would throw on each query.
  connection.parse = (query: { types?: unknown }) => {
    parse({ ...query, types: Array.isArray(query.types) ? query.types : undefined });
  };
  // Exactly one pool of one client: two would share the session and see uncommitted rows.
  const { user, password, database, host, port } = config;
  const settings = { Client, user, password, database, host, port, connection };
  const pool = new pg.Pool({ ...settings, max: 1, connectionTimeoutMillis: 30_000 });
  return {
    shape: "EMBEDDED",
    pool,
    ownerPool: pool,
    times: undefined,
    patience: patient,
    strains: new Strains(),
    kept: new Kept(),
    close: async () => {
      await pool.end();
      if (!lite.closed) await lite.close();
    },
  };
}
