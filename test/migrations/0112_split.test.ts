import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageRoot } from "../../src/kernel/root.ts";
import { confirmClaim, readClaims } from "../../src/ledger/ledger.service.ts";
import { splitClaim } from "../../src/ledger/posting.settle.rules.ts";
import { reversal } from "../../src/ledger/posting.stock.rules.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { parentOf } from "../../src/replenishment/claims.rules.ts";
import { onBothShapes } from "../support/database.ts";
import { gone, sealAll } from "../support/ledger-figures.ts";
import { lend } from "../support/ledger-history.ts";
import { asHub, book, evidence, layLots, layWorld, newId } from "../support/ledger-world.ts";

const [, backfill = ""] = readFileSync(
  join(packageRoot, "migrations", "0112_split.sql"),
  "utf8",
).split("--> statement-breakpoint");

onBothShapes("a claim that is split", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });
  afterAll(() => database.close());

  it("shrinks and settles nothing, also if split before; undone, it is whole", async () => {
    const [lot] = await layLots(database, [{ quantity: 10, underNorm: false }]);
    const line = await gone(database, await lend(database, lot!, 10), { consumed: 10 });
    const { id } = line.claims.find(({ kind }) => kind === "REFILL")!;
    const read = () => asHub(database, (tx) => readClaims(tx, { ids: [id] }));
    for (const side of ["DEBTOR", "CREDITOR"] as const)
      await asHub(database, (tx) => confirmClaim(tx, id, side));
    const [claim] = await read();
    const split = splitClaim({ evidence }, { parent: parentOf(claim!), quantity: 4 }, newId);
    const transferId = await book(database, split);
    const shrunk = [{ opened: 6, outstanding: 6, state: "CONFIRMED" }];
    expect(await read()).toMatchObject(shrunk);
    await withOwnerTx(database, async ({ client }) => {
      const before = "set opened = 10, state = 'PART_SETTLED' where id = $1";
      await client.query(`update qipan.claim ${before}`, [id]);
      await client.query(backfill);
    });
    expect(await read()).toMatchObject(shrunk);
    await sealAll(database);
    expect(await verifyBook(database)).toMatchObject({ problems: [] });
    await book(database, reversal({ evidence }, { transferId, lines: split.lines }, []));
    expect(await read()).toMatchObject([{ opened: 10, outstanding: 10, state: "CONFIRMED" }]);
    expect(await verifyBook(database)).toMatchObject({ problems: [] });
  });
});
