import { afterAll, beforeAll, expect, it } from "vitest";
import { post, readAccounts } from "../../src/ledger/ledger.service.ts";
import { hold } from "../../src/ledger/posting.hold.rules.ts";
import { write } from "../../src/feed/write.ts";
import { ok } from "../../src/kernel/result.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader } from "../../src/postgres/transaction.ts";
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

  it("is booked once, however often its request is sent", async () => {
    const [lot] = await layLots(database, [{ quantity: 10 }]);
    const line = lineOf(lot!);
    const request = { mutation: "hold", key: `key-${lot!.id}`, org: "G01", input: lot!.id };
    const send = () =>
      write(database, hubReader, request, async (tx) => {
        const outcome = await post(tx, "G01", hold({ evidence }, [{ line, quantity: 4 }]));
        return outcome.ok ? ok({ kind: "LOT", id: outcome.value.transferId }) : outcome;
      });
    const [first, ...again] = await Promise.all([send(), send(), send()]);
    expect(first).toMatchObject({ ok: true });
    for (const answer of again) expect(answer).toEqual(first);
    const rows = await asHub(database, (tx) =>
      readAccounts(tx, { lots: [lot!.id], kinds: ["HELD"] }),
    );
    expect(rows.map(({ balance, version }) => [balance, version])).toEqual([[4, 1]]);
  });

  it("leaves the key free and nothing behind when it is refused", async () => {
    const [lot] = await layLots(database, [{ quantity: 1 }]);
    const request = { mutation: "hold", key: `key-${lot!.id}`, org: "G01", input: lot!.id };
    const send = (quantity: number) =>
      write(database, hubReader, request, async (tx) => {
        const posting = hold({ evidence }, [{ line: lineOf(lot!), quantity }]);
        const outcome = await post(tx, "G01", posting);
        return outcome.ok ? ok({ kind: "LOT", id: outcome.value.transferId }) : outcome;
      });
    expect(await send(2)).toMatchObject({ ok: false });
    expect(await send(1)).toMatchObject({ ok: true });
  });
});
