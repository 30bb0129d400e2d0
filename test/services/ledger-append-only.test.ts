import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { post, postOpening } from "../../src/ledger/ledger.service.ts";
import { block, reversal } from "../../src/ledger/posting.stock.rules.ts";
import { insertPosting } from "../../src/ledger/ledger.store.ts";
import type { Posting } from "../../src/ledger/ledger.model.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import {
  asHub,
  book,
  evidence,
  layLots,
  layWorld,
  lineOf,
  newId,
} from "../support/ledger-world.ts";

const journal = ["transfer", "entry", "sealed", "book_leaf", "book_node", "ledger_head"];

onBothShapes("the journal", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    await layLots(database, [{ quantity: 3 }]);
  });

  afterAll(() => database.close());

  describe.each(journal)("%s", (table) => {
    it.each([`delete from qipan.${table}`, `update qipan.${table} set xid = xid`])(
      "refuses the app role: %s",
      async (sql) => {
        const column = table === "transfer" || table === "entry" ? sql : sql.replace(/xid/g, "seq");
        const text = table.startsWith("book_") ? column.replace(/seq/g, "book") : column;
        await expect(asHub(database, ({ client }) => client.query(text))).rejects.toMatchObject({
          code: "42501",
        });
      },
    );

    it("refuses even its owner to truncate", async () => {
      const cut = withOwnerTx(database, ({ client }) =>
        client.query(`truncate qipan.${table} cascade`),
      );
      await expect(cut).rejects.toMatchObject({ code: "55000" });
    });
  });

  it.each(["update qipan.entry set quantity = 9", "delete from qipan.transfer"])(
    "refuses even the owner: %s",
    async (sql) => {
      const change = withOwnerTx(database, ({ client }) => client.query(sql));
      await expect(change).rejects.toMatchObject({ code: "55000" });
    },
  );

  it("takes a transfer id once", async () => {
    const [lot] = await layLots(database, [{ quantity: 5 }]);
    const posting = block({ evidence }, [{ shelf: lineOf(lot!), quantity: 1 }]);
    const id = newId();
    const same = { transferId: id, actorOrg: "G01", posting };
    expect(await asHub(database, (tx) => insertPosting(tx, same))).toEqual([]);
    await expect(asHub(database, (tx) => insertPosting(tx, same))).rejects.toMatchObject({
      code: "23505",
    });
  });

  it("is written for one's own organization only", async () => {
    const [lot] = await layLots(database, [{ quantity: 5 }]);
    const posting = block({ evidence }, [{ shelf: lineOf(lot!), quantity: 1 }]);
    const stranger = { principal: "p", orgs: ["E02"], partners: [] };
    await expect(
      withTx(database, stranger, (tx) => post(tx, "G01", posting)),
    ).rejects.toMatchObject({ code: "42501" });
    expect(await withTx(database, stranger, (tx) => post(tx, "E02", posting))).toMatchObject({
      ok: true,
    });
  });

  it("takes a transfer back once, as a whole, and not the taking back", async () => {
    const [lot] = await layLots(database, [{ quantity: 5 }]);
    const posting = block({ evidence }, [{ shelf: lineOf(lot!), quantity: 2 }]);
    const transferId = await book(database, posting);
    const back = reversal({ evidence }, { transferId, lines: posting.lines }, []);
    const half: Posting = { ...back, lines: back.lines.map((line) => ({ ...line, quantity: 1 })) };
    const tryIt = (one: Posting) => asHub(database, (tx) => post(tx, "G01", one));
    await expect(tryIt(half)).rejects.toThrow(/not the mirror/);
    const first = await tryIt(back);
    expect(first).toMatchObject({ ok: true });
    expect(await tryIt(back)).toMatchObject({
      ok: false,
      refused: [{ code: "ALREADY_DECIDED", path: "reverses" }],
    });
    if (!first.ok) return;
    const again = { transferId: first.value.transferId, lines: back.lines };
    await expect(tryIt(reversal({ evidence }, again, []))).rejects.toThrow(/cannot be reversed/);
  });

  it("opens three thousand lots in three postings", async () => {
    const lines = Array.from({ length: 3000 }, () => ({
      lot: newId(),
      item: "TENT",
      owner: "G02",
      custodian: "G02",
      depot: "D-G02",
      quantity: 7,
    }));
    const booked = await withOwnerTx(database, (tx) => postOpening(tx, lines, { source: "seed" }));
    expect(booked).toMatchObject({ ok: true });
    if (booked.ok) expect(booked.value.transferIds).toHaveLength(3);
  });
});
