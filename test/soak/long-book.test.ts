import { rm, stat } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { verifyBook } from "../../src/ledger/verify.ts";
import { verifyFile } from "../../src/moving/verify-file.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { layJournal } from "../support/long-journal.ts";
import { exportTo, foundDrill, openDesk, type Desk } from "../support/moving.ts";
import { startPostgres, type OwnPostgres } from "../support/postgres.ts";

/** Ten million entries, unless a smaller book is asked for. */
const entries = Number(process.env.QIPAN_SOAK_ENTRIES ?? 10_000_000);
/** What Node may hold at the end beyond what it held at the start, in bytes. */
const memoryMost = 600_000_000;

let server: OwnPostgres;
let database: Database;
let desk: Desk;
beforeAll(async () => {
  server = await startPostgres({ shared_buffers: "512MB", max_wal_size: "8GB" });
  database = openServer({ url: (await server.createDatabase()).url, maxConnections: 4 });
  await migrate(database);
  await foundDrill(database);
  desk = await openDesk();
  await timed("generated", () => layJournal(database, entries));
});
afterAll(async () => {
  await database.close();
  await server.stop();
  await desk.clear();
});

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  const answer = await work();
  const seconds = (performance.now() - wall) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    `${what}: ${entries} entries in ${seconds.toFixed(1)} s = ` +
      `${Math.round(entries / seconds)} entries/s, ${((user + system) / 1e6).toFixed(1)} s of ` +
      `Node's processor, ${Math.round(process.memoryUsage().rss / 1e6)} MB resident`,
  );
  return answer;
}

const honest = { verified: true, entries, unsealed: 0, problems: [] };

it("is verified on the server, in memory that does not grow with it", async () => {
  const before = process.memoryUsage().rss;
  expect(await timed("verified by SQL", () => verifyBook(database))).toMatchObject(honest);
  expect(process.memoryUsage().rss - before).toBeLessThan(memoryMost);
});

it("is exported and verified from the file alone", async () => {
  const path = desk.file("long.gz");
  await timed("exported", () => exportTo(path, database));
  console.log(`the file has ${Math.round((await stat(path)).size / 1e6)} MB`);
  const before = process.memoryUsage().rss;
  const told = await timed("verified from the file", () => verifyFile(path, []));
  expect(told).toMatchObject({ value: honest });
  expect(process.memoryUsage().rss - before).toBeLessThan(memoryMost);
  await rm(path);
});
