import "reflect-metadata";
import { writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveCommands } from "../../src/cli/on-hub.ts";
import { run } from "../../src/cli/run.ts";
import { lockDataDir, type DataLock } from "../../src/postgres/data-lock.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { lendAndLose } from "../support/ledger-history.ts";
import { layLots, layWorld } from "../support/ledger-world.ts";
import { foundDrill, openDesk, type Desk } from "../support/moving.ts";

const { QIPAN_DATA_DIR, DATABASE_URL } = process.env;
let desk: Desk;
let database: Database;
let lock: DataLock;
beforeAll(async () => {
  desk = await openDesk();
  database = await openEmbeddedTest();
  await foundDrill(database);
  await layWorld(database);
  const [lot] = await layLots(database, [{ quantity: 100 }]);
  await lendAndLose(database, lot!);
  const taken = await lockDataDir(desk.file("data"), serveCommands(database));
  if (taken === "TAKEN") throw new Error("nobody else has this folder");
  lock = taken;
  process.env.QIPAN_DATA_DIR = desk.file("data");
  delete process.env.DATABASE_URL;
});
afterAll(async () => {
  if (QIPAN_DATA_DIR === undefined) delete process.env.QIPAN_DATA_DIR;
  else process.env.QIPAN_DATA_DIR = QIPAN_DATA_DIR;
  if (DATABASE_URL !== undefined) process.env.DATABASE_URL = DATABASE_URL;
  await lock.release();
  await database.close();
  await desk.clear();
});

/** A command line at a hub that is running: it goes through the socket in its data folder. */
async function told(...argv: string[]) {
  const [out, err, pieces]: [string[], string[], Uint8Array[]] = [[], [], []];
  const code = await run(argv, {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    bytes: (chunk) => Promise.resolve(void pieces.push(chunk)),
    terminal: false,
  });
  return { code, out: out.join(""), err: err.join(""), bytes: Buffer.concat(pieces) };
}

describe("moving a hub that runs", () => {
  it("writes the file where the asker is, once, and anyone verifies it", async () => {
    const here = relative(".", desk.file("here.gz"));
    const done = await told("export", here, "--json");
    expect(done).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(done.out)).toMatchObject({ kind: "EXERCISE", shape: "EMBEDDED" });
    await writeFile(desk.file("told.json"), done.out);
    const verified = await told(
      "ledger",
      "verify",
      "--file",
      here,
      "--head",
      desk.file("told.json"),
    );
    expect(verified.out).toMatch(/^账实相符 \/ verified: \d+ 分录/);
    expect(await told("export", here)).toMatchObject({ code: 2, out: "" });
    const nowhere = await told("export", desk.file("no/such/folder.gz"));
    expect(nowhere.code).toBe(2);
    expect(nowhere.err).toMatch(/^写不出文件 \/ cannot write: [^]*qipan export FILE/);
  });

  it("writes to standard output what is no text", async () => {
    const { code, bytes, out, err } = await told("export", "-");
    expect([code, out]).toEqual([0, ""]);
    expect(err).toMatch(/^【演练】已导出 \/ exported: \d+ 行/);
    await writeFile(desk.file("piped.gz"), bytes);
    expect(await told("ledger", "verify", "--file", desk.file("piped.gz"))).toMatchObject({
      code: 0,
    });
  });

  it("restores over no hub, and says what to do instead", async () => {
    const refused = await told("restore", desk.file("here.gz"));
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toBe(
      "此处已有数据(枢纽类型 EXERCISE);请恢复到新建的空库,或另设 QIPAN_DATA_DIR\n" +
        "there is data here already (a hub of kind EXERCISE); " +
        "restore into a new empty database, or set another QIPAN_DATA_DIR\n",
    );
    const { out } = await told("restore", desk.file("here.gz"), "--json");
    const { refused: reasons } = JSON.parse(out) as { refused: Record<string, string>[] };
    expect(reasons).toMatchObject([{ code: "HUB_FOUNDED", path: "" }]);
    expect(reasons[0]?.["message"]).toContain("此处已有数据");
    expect(reasons[0]?.["messageEn"]).toContain("there is data here already");
    expect(reasons[0]?.["nextEn"]).toContain("QIPAN_DATA_DIR");
  });

  it("names a file that is none, and a head that is none", async () => {
    const absent = await told("ledger", "verify", "--file", "absent.gz");
    expect(absent).toMatchObject({ code: 1, out: "" });
    expect(absent.err).toContain("absent.gz 不是枢纽的导出文件");
    const head = await told("ledger", "verify", "--file", "absent.gz", "--head", "absent.json");
    expect(head.code).toBe(2);
    expect(head.err).toContain("book, size, root, hash");
  });
});
