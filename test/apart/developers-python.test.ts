import "reflect-metadata";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { programsIn, startIn, takeKey } from "../support/developers-page.ts";
import { openEmbeddedTest } from "../support/embedded.ts";

let hub: TestHub;
beforeAll(async () => {
  const inhabited = {
    world: (database: TestHub["database"]) => loadWorld(database, world(1, "demo")),
  };
  hub = await startTestHub(await openEmbeddedTest(), inhabited);
});
afterAll(() => hub.close());

it("the developers' page's programs in Python run as they stand", async () => {
  const page = await takeKey(hub.url);
  const programs = programsIn(page, "python");
  expect(programs.length).toBe(9);
  for (const { program } of programs) {
    const env = { ...process.env, ...startIn(page), PYTHONIOENCODING: "utf-8" };
    const { stdout } = await promisify(execFile)("python3", ["-c", program], { env });
    expect(Object.keys(JSON.parse(stdout) as object).length).toBeGreaterThan(0);
  }
});
