import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { exportCodesCommand, importCodesCommand } from "../../src/cli/codes.commands.ts";
import type { Command } from "../../src/cli/command.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { codesFile } from "../support/code-tables.ts";
import { onBothShapes } from "../support/database.ts";

const rows = [
  ["0001380013800138000", "EP-N95", "盒", "20", "口罩"],
  ["Q-9", "BD-QUILT", "", "", "被子"],
];

onBothShapes("code tables at the keyboard", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await loadWorld(database, world(1, "tiny"));
  });
  afterAll(() => database.close());

  it("are imported and exported by the operator, and stay what they were", async () => {
    const folder = await mkdtemp(join(tmpdir(), "qipan-codes-"));
    const [wrong, out, back] = ["wrong.csv", "out.csv", "back.csv"].map((one) => join(folder, one));
    const said: string[] = [];
    const io = {
      out: (text: string) => void said.push(text),
      err: (text: string) => void said.push(text),
      terminal: false,
    };
    const run = ({ run: how }: Command, file = "", values = {}): Promise<number> => {
      if (!("onDatabase" in how)) throw new Error("it runs on a database");
      const options = { org: "ORG-C07", system: "ERP", ...values };
      return how.onDatabase(database, { positionals: [file], values: options }, io);
    };
    await writeFile(wrong ?? "", codesFile([["M-1", "NOPE-9"]]));
    expect(await run(importCodesCommand, wrong, { confirm: true })).toBe(1);
    expect(said.join("")).toMatch(/目录中没有“NOPE-9”/);
    const right = join(folder, "right.csv");
    await writeFile(right, codesFile(rows));
    expect(await run(importCodesCommand, right, { confirm: true, edition: "1" })).toBe(0);
    await writeFile(right, codesFile(rows.slice(1)));
    expect(await run(importCodesCommand, right, { confirm: true })).toBe(0);
    expect(await run(exportCodesCommand, out)).toBe(0);
    said.length = 0;
    expect(await run(importCodesCommand, out, { confirm: true })).toBe(0);
    expect(said.join("")).toMatch(/第 2 版 version · 新增 added 0 .* 不变 same 1/);
    expect(await run(exportCodesCommand, back, { "table-version": "1" })).toBe(0);
    expect(await readFile(back ?? "", "utf8")).toContain("0001380013800138000,EP-N95,盒,20,口罩");
    await expect(run(exportCodesCommand, out)).rejects.toThrow(/the file exists/);
    await expect(run(importCodesCommand, out, { kind: "LOT" })).rejects.toThrow(/--kind/);
  });
});
