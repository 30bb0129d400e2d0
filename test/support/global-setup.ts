import type { TestProject } from "vitest/node";
import { buildCode } from "./build.ts";
import { sweepOrphans } from "./orphans.ts";
import { assertFloor, startPostgres } from "./postgres.ts";
import "./shared-postgres.ts";

/** Once per run: what workers load from dist is what src says, and one PostgreSQL is up. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  buildCode();
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
