import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foundHub } from "../../src/cli/prepare-hub.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { openEmbedded } from "../../src/postgres/embedded.ts";
import { migrate } from "../../src/postgres/migrate.ts";

/** A data folder with a hub of the `tiny` world of today. Copy it, never open it. */
export async function tinyFolder(): Promise<string> {
  const hash = await hashOf(["migrations", "schema", "seeds", "src"]);
  const today = new Date().toISOString().slice(0, 10);
  return preparedFolder(`qipan-tiny-${today}-${hash.slice(0, 16)}`, async (draft) => {
    const database = await openEmbedded(draft);
    await migrate(database);
    await foundHub(database, "tiny");
    await database.close();
  });
}

async function preparedFolder(
  name: string,
  prepare: (draft: string) => Promise<void>,
): Promise<string> {
  const folder = join(tmpdir(), name);
  if (existsSync(folder)) return folder;
  await sweep();
  const draft = join(tmpdir(), `qipan-draft-${randomUUID()}`);
  await mkdir(draft);
  try {
    await prepare(draft);
    // Another worker may have been quicker; then its folder stays, and it is as good.
    await rename(draft, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}

const dayMs = 86_400_000;

/** What older versions left here, and drafts of runs that were killed. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!/^qipan-(draft|tiny)-/.test(name)) continue;
    const path = join(tmpdir(), name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > dayMs)
      await rm(path, { recursive: true, force: true });
  }
}

async function hashOf(folders: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of folders) {
    const files = await readdir(join(packageRoot, folder), { recursive: true });
    for (const file of files.filter((one) => /\.(sql|ts|json)$/.test(one)).sort())
      hash.update(file).update(await readFile(join(packageRoot, folder, file)));
  }
  return hash.digest("hex");
}
