import { afterAll, beforeAll, expect, it } from "vitest";
import { post, readTasks } from "../../src/ledger/ledger.service.ts";
import type { Posting } from "../../src/ledger/ledger.model.ts";
import { block, reversal, writeOff } from "../../src/ledger/posting.stock.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import {
  asHub,
  book,
  evidence,
  layLots,
  layWorld,
  newId,
  type Lot,
} from "../support/ledger-world.ts";
import { balancesOf, codes, done, wrongIn } from "../support/peace-world.ts";

onBothShapes("what was lost and is found again", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });
  afterAll(() => database.close());

  const condition = (lot: Lot, to: string) =>
    withOwnerTx(database, ({ client }) =>
      client.query("update qipan.stock_lot set condition = $2 where id = $1", [lot.id, to]),
    );
  const shelfOf = ({ id: lot, ...rest }: Lot) => ({ ...rest, lot });
  const lose = async (lot: Lot, from: "ON_HAND" | "BLOCKED") => {
    const move = { shelf: shelfOf(lot), quantity: 6, from, to: "SHORTAGE" as const };
    const posting = writeOff({ evidence }, [move], newId);
    return { posting, transferId: await book(database, posting) };
  };
  const find = async ({ posting, transferId }: { posting: Posting; transferId: string }) =>
    asHub(database, async (tx) => {
      const tasks = await readTasks(tx, { openedBy: [transferId] });
      return post(tx, "G02", reversal({ evidence }, { transferId, lines: posting.lines }, tasks));
    });

  it("waits while its lot is recalled, and lies free once that is over", async () => {
    const [lot] = (await layLots(database, [{ owner: "G02" }])) as [Lot];
    const lost = await lose(lot, "ON_HAND");
    for (const state of ["BLOCKED", "RECALLED"]) {
      await condition(lot, state);
      expect(codes(await find(lost))).toEqual(["LOT_BLOCKED lines.0"]);
      expect(await balancesOf(database, lot.id)).toEqual({ ON_HAND: 94, SHORTAGE: 6 });
    }
    await condition(lot, "GOOD");
    done(await find(lost));
    expect(await balancesOf(database, lot.id)).toEqual({ ON_HAND: 100 });
    expect(codes(await find(lost))).toEqual(["ALREADY_DECIDED reverses"]);
  });

  it("goes back to what was set aside, whatever the lot is by now", async () => {
    const [lot] = (await layLots(database, [{ owner: "G02" }])) as [Lot];
    const line = { shelf: shelfOf(lot), quantity: 100 };
    await book(database, block({ evidence }, [line]));
    await condition(lot, "RECALLED");
    done(await find(await lose(lot, "BLOCKED")));
    expect(await balancesOf(database, lot.id)).toEqual({ BLOCKED: 100 });
    expect(await wrongIn(database)).toEqual([]);
  });
});
