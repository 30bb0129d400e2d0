import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../kernel/root.ts";

const folder = join(packageRoot, "migrations");
const breakpoint = "--> statement-breakpoint";

export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
  readonly hash: string;
}

/** The files of `migrations`, in the order in which they are applied. */
export async function readMigrations(): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), "utf8");
      return {
        name,
        // One statement at a time: some (VACUUM) fail inside a multi-statement query.
        statements: sql.split(breakpoint).filter((statement) => statement.trim() !== ""),
        hash: createHash("sha256").update(sql).digest("hex"),
      };
    }),
  );
}
