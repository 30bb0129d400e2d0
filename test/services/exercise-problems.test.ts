import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { plannerOf } from "../../src/dispatch/planner.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { exerciseProblem, readable } from "../support/exercise-incident.ts";

/** The world of the demo hub, which `qipan demo` fills itself with. */
const demo = world(1, "demo");

/** `npx vitest run test/services/exercise-problems -u` writes the files anew. */
describe("what a hub asks the solver in its exercises", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openEmbeddedTest();
    await loadWorld(database, demo);
  });
  afterAll(async () => {
    await plannerOf(database).close();
    await database.close();
  });

  it.each(demo.scenarios.map((scenario) => [scenario.id, scenario] as const))(
    "%s is the file that rules and documents are tested with",
    async (id, scenario) => {
      const problem = readable(await exerciseProblem(database, scenario));
      const rows = Object.entries(problem).map(
        ([key, value]) => `${JSON.stringify(key)}: ${linesOf(value)}`,
      );
      await expect(`{\n${rows.join(",\n")}\n}\n`).toMatchFileSnapshot(
        `../fixtures/solver/exercises/${id}.json`,
      );
    },
  );
});

/** One row a line, so that a change of the file can be read. */
const linesOf = (value: unknown): string =>
  Array.isArray(value)
    ? `[\n${value.map((row) => JSON.stringify(row)).join(",\n")}\n]`
    : JSON.stringify(value);
