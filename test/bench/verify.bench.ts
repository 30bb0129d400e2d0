import { afterAll, beforeAll, expect, it } from "vitest";
import { verifyBook } from "../../src/ledger/verify.ts";
import { verifyFile } from "../../src/moving/verify-file.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { layJournal } from "../support/long-journal.ts";
import { exportTo, foundDrill, openDesk, type Desk } from "../support/moving.ts";
import { startPostgres, type OwnPostgres } from "../support/postgres.ts";

const entries = 200_000;

let server: OwnPostgres;
let database: Database;
let desk: Desk;
beforeAll(async () => {
  server = await startPostgres();
  database = openServer({ url: (await server.createDatabase()).url, maxConnections: 4 });
  await migrate(database);
  await foundDrill(database);
  await layJournal(database, entries);
  desk = await openDesk();
  await exportTo(desk.file("book.gz"), database);
});
afterAll(async () => {
  await database.close();
  await server.stop();
  await desk.clear();
});

/** How fast a book is proven on its hub, and from its export by whoever has no hub. */
it.each([
  ["on a server", () => verifyBook(database)],
  [
    "from an export",
    async () => {
      const outcome = await verifyFile(desk.file("book.gz"), []);
      return outcome.ok ? outcome.value : undefined;
    },
  ],
])("verifies a book %s", async (where, verify) => {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  const told = await verify();
  const seconds = (performance.now() - wall) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    `verify ${where}: ${Math.round(entries / seconds)} entries/s, ` +
      `${((user + system) / entries).toFixed(1)} us of Node's processor an entry`,
  );
  expect(told).toMatchObject({ verified: true, entries, problems: [] });
});
