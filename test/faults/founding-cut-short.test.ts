import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openEmbedded } from "../../src/postgres/embedded.ts";
import { migrate } from "../../src/postgres/migrate.ts";

it("a folder whose founding was killed is founded anew, and opened as it is later", async () => {
  const folder = await mkdtemp(join(tmpdir(), "qipan-founding-"));
  try {
    // Killed while things were moved in: some are there, the rest still lies aside.
    await mkdir(join(folder, "base", "5"), { recursive: true });
    await writeFile(join(folder, "base", "5", "1259"), "half a page");
    await mkdir(join(folder, "draft"));
    await writeFile(join(folder, "draft", "PG_VERSION"), "18\n");

    const first = await openEmbedded(folder);
    const { applied, present } = await migrate(first);
    expect(applied.length + present.length).toBeGreaterThan(0);
    await first.pool.query("create table kept (word text)");
    await first.pool.query("insert into kept values ('here')");
    await first.close();
    expect(existsSync(join(folder, "draft"))).toBe(false);

    const again = await openEmbedded(folder);
    expect((await migrate(again)).applied).toEqual([]);
    expect((await again.pool.query("select word from kept")).rows).toEqual([{ word: "here" }]);
    await again.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
