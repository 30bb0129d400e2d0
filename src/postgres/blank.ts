import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../kernel/root.ts";
import { readMigrations } from "./migrations.ts";

/**
 * A blank is the data folder of an embedded hub with every migration applied and nothing in it,
 * as one tar file. The build makes it, for to found one takes PGlite seconds of a core. It is
 * named after the migrations in it: after a change there is none until the next build, and a
 * hub is founded without.
 */
export async function blankFile(): Promise<string> {
  const hash = createHash("sha256");
  for (const migration of await readMigrations()) hash.update(migration.hash);
  return join(packageRoot, "dist", `blank-${hash.digest("hex").slice(0, 16)}.tar`);
}

export async function readBlank(): Promise<Blob | undefined> {
  const bytes = await readFile(await blankFile()).catch(() => undefined);
  return bytes && new Blob([bytes]);
}
