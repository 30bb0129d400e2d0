import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageRoot } from "../../src/kernel/root.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { layLots, layWorld } from "../support/ledger-world.ts";

const statements = readFileSync(join(packageRoot, "migrations", "0115_proofs.sql"), "utf8").split(
  "--> statement-breakpoint",
);
const backfill = statements.at(-1) ?? "";

onBothShapes("roots of books that are older than their table", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    const specs = Array.from({ length: 129 }, () => ({ quantity: 1 }));
    await layLots(database, [...specs, { owner: "G03" }]);
    await sealAll(database);
  });
  afterAll(() => database.close());

  it("are those that the sealer writes", async () => {
    const rows = () =>
      withOwnerTx(database, async ({ client }) => {
        const read = "select * from qipan.book_node order by book, level, position";
        return (await client.query<object>(read)).rows;
      });
    const sealed = await rows();
    expect(sealed).toMatchObject([
      { book: "G02", level: 6, position: 0 },
      { book: "G02", level: 6, position: 1 },
      { book: "G02", level: 7, position: 0 },
    ]);
    await withOwnerTx(database, async ({ client }) => {
      await client.query("alter table qipan.book_node disable trigger user");
      await client.query("delete from qipan.book_node");
      await client.query("alter table qipan.book_node enable trigger user");
      await client.query(backfill);
    });
    expect(await rows()).toEqual(sealed);
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
  });
});
