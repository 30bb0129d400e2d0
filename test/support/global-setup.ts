import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { sweepOrphans } from "./orphans.ts";
import { assertFloor, startPostgres } from "./postgres.ts";
import "./shared-postgres.ts";

/** Once per run: what workers load from dist is what src says, and one PostgreSQL is up. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  buildIfStale();
  node(join("dist", "src", "postgres", "make-blank.js"));
  const given = process.env.DATABASE_URL;
  if (given) {
    await assertFloor(given);
    project.provide("postgresUrl", given);
    return sweepOrphans;
  }
  const server = await startPostgres();
  project.provide("postgresUrl", server.url("postgres"));
  return async () => {
    await server.stop();
    await sweepOrphans();
  };
}

function buildIfStale(): void {
  const config = join("tsconfig.build.json");
  const changed = Math.max(modified(config), modified("tsconfig.json"));
  const stale = sources().some((file) => {
    const built = join("dist", file.replace(/\.ts$/, ".js"));
    return !existsSync(built) || modified(built) < Math.max(modified(file), changed);
  });
  if (!stale) return;
  const compiler = join("node_modules", "typescript", "bin", "tsc");
  // Types are `npm run check`'s to judge: the code is emitted all the same, and tests judge that.
  node(compiler, "-p", config, "--noCheck");
}

function node(...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) console.error(stdout, stderr);
}

const sources = (): string[] =>
  ["src", "schema", "seeds"].filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
      .map((name) => join(folder, name))
      .filter((file) => !file.startsWith(join("src", "dashboard"))),
  );

const modified = (file: string): number => statSync(file).mtimeMs;
