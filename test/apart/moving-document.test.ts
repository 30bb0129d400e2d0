import { cp, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tinyFolder } from "../support/prepared.ts";
import { sharedPostgres } from "../support/shared-postgres.ts";
import type { TestDatabase } from "../support/postgres.ts";
import { play, readDocument, stepsOf, told } from "../support/walks.ts";

/** Seven processes one after the other, each of which opens a hub. */
describe("how a hub moves, as the document has it", () => {
  let keep: string;
  let server: TestDatabase;
  beforeAll(async () => {
    keep = await mkdtemp(join(tmpdir(), "qipan-moved-"));
    await cp(await tinyFolder(), join(keep, "trial"), { recursive: true });
    server = await sharedPostgres().createDatabase();
  });
  afterAll(async () => {
    await server.drop();
    await rm(keep, { recursive: true, force: true });
  });

  it("goes to a server and back, and is what a kept head says", async () => {
    const steps = stepsOf(await readDocument("docs/moving.md"));
    const env = { KEEP: keep, SERVER: server.url, QIPAN_DATA_DIR: join(keep, "trial") };
    const printed = await play(steps, env);
    expect(printed).toHaveLength(4);
    steps.forEach(({ says }, at) => expect(printed[at]).toMatch(told(says ?? "")));
    expect((await stat(join(keep, "trial.gz"))).mode & 0o077).toBe(0);
  }, 300_000);

  it("says the same in both languages", async () => {
    const [en, zh] = await Promise.all(["docs/moving.md", "docs/moving.zh.md"].map(readDocument));
    expect(stepsOf(zh!)).toEqual(stepsOf(en!));
    expect([...zh!.matchAll(/^#+ /gm)].map(String)).toEqual(
      [...en!.matchAll(/^#+ /gm)].map(String),
    );
  });
});
