import { afterAll, beforeAll, expect, it } from "vitest";
import { post, readAccounts } from "../../src/ledger/ledger.service.ts";
import { hold } from "../../src/ledger/posting.hold.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { onBothShapes } from "../support/database.ts";
import { asHub, book, evidence, layLots, layWorld, lineOf } from "../support/ledger-world.ts";

onBothShapes("a posting", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });

  afterAll(() => database.close());

  it("moves what it says, once", async () => {
    const [lot] = await layLots(database, [{ quantity: 100 }]);
    const line = lineOf(lot!);
    await book(database, hold({ evidence }, [{ line, quantity: 30 }]));
    const rows = await asHub(database, (tx) => readAccounts(tx, { lots: [lot!.id] }));
    expect(rows.map(({ kind, balance }) => [kind, balance])).toEqual([
      ["ON_HAND", 70],
      ["SUPPLY", -100],
      ["HELD", 30],
    ]);
  });

  it("answers every short line with the sum that is wanted of its account", async () => {
    const [a, b] = await layLots(database, [{ quantity: 100 }, { quantity: 5 }]);
    const [first, second, third] = [lineOf(a!), lineOf(a!), lineOf(b!)];
    const outcome = await asHub(database, (tx) =>
      post(
        tx,
        "G01",
        hold({ evidence }, [
          { line: first, quantity: 60 },
          { line: second, quantity: 50 },
          { line: third, quantity: 6 },
        ]),
      ),
    );
    expect(outcome).toMatchObject({
      ok: false,
      refused: [
        { code: "SHORT_OF_STOCK", path: "lines.0", facts: { available: 100, wanted: 110 } },
        { code: "SHORT_OF_STOCK", path: "lines.1", facts: { available: 100, wanted: 110 } },
        { code: "SHORT_OF_STOCK", path: "lines.2", facts: { available: 5, wanted: 6 } },
      ],
    });
  });
});
