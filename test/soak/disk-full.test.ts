import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { appendFact } from "../../src/feed/append.ts";
import { write } from "../../src/feed/write.ts";
import { ok } from "../../src/kernel/result.ts";
import { post, readFree } from "../../src/ledger/ledger.service.ts";
import { hold } from "../../src/ledger/posting.hold.rules.ts";
import { sealOnce } from "../../src/ledger/sealing.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { hubReader } from "../../src/postgres/transaction.ts";
import {
  asHub,
  evidence,
  layLots,
  layWorld,
  lineOf,
  newId,
  type Lot,
} from "../support/ledger-world.ts";
import { unprivileged } from "../support/postgres-binaries.ts";
import { startPostgres, type OwnPostgres } from "../support/postgres.ts";

/** Needs the right to mount: a file system in memory of its own is the only honest full disk. */
const disk = mkdtempSync(join(tmpdir(), "qipan-small-disk-"));
let server: OwnPostgres;
let database: Database;

beforeAll(async () => {
  const owner = `uid=${unprivileged.uid ?? process.getuid!()}`;
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=48m,mode=700,${owner}`, "tmpfs", disk]);
  chmodSync(disk, 0o700);
  server = await startPostgres();
  const admin = new pg.Client({ connectionString: server.url("postgres") });
  await admin.connect();
  await admin.query(`create tablespace small location '${disk}'`);
  await admin.query("create database cramped tablespace small strategy file_copy");
  await admin.end();
  database = openServer({ url: server.url("cramped"), maxConnections: 4 });
  await migrate(database);
  await layWorld(database);
});

afterAll(async () => {
  await database.close();
  await server.stop();
  execFileSync("umount", [disk]);
  rmSync(disk, { recursive: true });
});

/** A reservation with so much evidence that the disk is soon full. */
const reserve = (lot: Lot, key: string, ballast: string) =>
  write(database, hubReader, { mutation: "test", key, org: "G01", input: { key } }, async (tx) => {
    const subject = { kind: "ORDER", id: key, version: 1 } as const;
    await appendFact(tx, { kind: "ORDER_DRAFTED", subject, parties: ["G01"] });
    const line = lineOf(lot, { orderLineId: key });
    const posting = hold({ evidence: { ...evidence, ballast } }, [{ line, quantity: 1 }]);
    const booked = await post(tx, "G01", posting);
    return booked.ok ? ok({ kind: "ORDER", id: key }) : booked;
  });

it("a full disk is answered BUSY, and what was sent is done once there is room", async () => {
  const [lot] = await layLots(database, [{ quantity: 10_000 }]);
  const acknowledged: string[] = [];
  const busy: string[] = [];
  while (busy.length < 8 && acknowledged.length < 2000) {
    const key = newId();
    const answer = await reserve(lot!, key, randomBytes(100_000).toString("base64"));
    if (answer.ok) acknowledged.push(key);
    else {
      expect(answer.refused.map(({ code }) => code)).toEqual(["BUSY"]);
      busy.push(key);
    }
  }
  expect(busy).toHaveLength(8);
  expect(database.strains.givenUp.get("RESOURCES")).toBe(8);
  const left = async () =>
    (await asHub(database, (tx) => readFree(tx, { lots: [lot!.id] })))[0]?.balance;
  expect(await left()).toBe(10_000 - acknowledged.length);

  execFileSync("mount", ["-o", "remount,size=96m", disk]);
  for (const key of [...busy, ...acknowledged.slice(-3)])
    expect(await reserve(lot!, key, "")).toEqual(ok({ kind: "ORDER", id: key }));
  expect(await left()).toBe(10_000 - acknowledged.length - busy.length);
  await sealOnce(database);
  expect(await verifyBook(database)).toMatchObject({ verified: true, unsealed: 0, problems: [] });
});
