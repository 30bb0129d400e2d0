import { afterAll, beforeAll, expect, it } from "vitest";
import { appendFact } from "../../src/feed/append.ts";
import type { Line } from "../../src/ledger/ledger.model.ts";
import { post } from "../../src/ledger/ledger.service.ts";
import { hold } from "../../src/ledger/posting.hold.rules.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import { onBothShapes } from "../support/database.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { rowsOf } from "../support/dispatch-state.ts";
import { asHub, evidence, layLots, layWorld, lineOf } from "../support/ledger-world.ts";

onBothShapes("migration 0124_lean_postings", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });
  afterAll(() => database.close());

  const booked = (lines: readonly Line[]) =>
    asHub(database, (tx) => post(tx, "G01", { op: "HOLD", lines, evidence }));

  it("gives each touch of an account its next version, in line order", async () => {
    const [lot] = await layLots(database, [{ quantity: 10 }]);
    const [one, other] = [lineOf(lot!), lineOf(lot!)];
    const loads = [one, other, one].map((line, at) => ({ line, quantity: at + 1 }));
    const { ok } = await asHub(database, (tx) => post(tx, "G01", hold({ evidence }, loads)));
    expect(ok).toBe(true);
    const versions = `select e.line, e.origin_version, e.target_version
      from qipan.entry e join qipan.transfer t on t.id = e.transfer_id
      where t.op = 'HOLD' order by e.id`;
    expect(await rowsOf(database, versions)).toEqual([
      { line: 0, origin_version: 2, target_version: 1 },
      { line: 1, origin_version: 3, target_version: 1 },
      { line: 2, origin_version: 4, target_version: 2 },
    ]);
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
  });

  it("answers a lot that may not leave and a shelf that is short, all at once", async () => {
    const lots = await layLots(database, [
      { quantity: 10, condition: "BLOCKED" },
      { quantity: 3 },
      { quantity: 10 },
    ]);
    const loads = lots.map((lot) => ({ line: lineOf(lot), quantity: 4 }));
    const outcome = await asHub(database, (tx) => post(tx, "G01", hold({ evidence }, loads)));
    const refused = outcome.ok ? [] : outcome.refused.map(({ code, path }) => `${code} ${path}`);
    expect(refused).toEqual(["LOT_BLOCKED lines.0", "SHORT_OF_STOCK lines.1"]);
    const left = "select count(*) as n from qipan.account where version = 0";
    expect(await rowsOf(database, left)).toEqual([{ n: 0 }]);
  });

  it.each([
    ["another item", { item: "BAG" }],
    ["another lot", { lot: "00000000-0000-4000-8000-000000000001" }],
    ["a claim that faces goods", { kind: "RECEIVABLE", ref: "x" }],
    ["a claim that names nothing", { kind: "RECEIVABLE" }],
  ] as const)("takes no line whose target is of %s", async (_, change) => {
    const [lot] = await layLots(database, [{}]);
    const [line] = hold({ evidence }, [{ line: lineOf(lot!), quantity: 1 }]).lines;
    const bent = { ...line!, target: { ...line!.target, ...change } };
    await expect(booked([bent])).rejects.toThrow("are the same on both sides");
  });

  it("takes nothing out of a sink, nor more than a number can say", async () => {
    const [lot] = await layLots(database, [{}]);
    const [line] = hold({ evidence }, [{ line: lineOf(lot!), quantity: 1 }]).lines;
    const out: Line = { ...line!, origin: { ...line!.origin, kind: "CONSUMED" } };
    await expect(booked([out])).rejects.toThrow("not a movement");
    await expect(booked([{ ...line!, quantity: 2 ** 53 }])).rejects.toThrow("not a movement");
  });

  it("tells the facts of one message in their order", async () => {
    const ids = Array.from({ length: 40 }, (_, at) => `fact ${String(at).padStart(2, "0")}`);
    await asHub(database, async (tx) => {
      for (const id of ids)
        await appendFact(tx, {
          kind: "ORDER_DRAFTED",
          subject: { kind: "ORDER", id, version: 1 },
          parties: ["G01", "G02", "G01"],
          facts: { quote: "it's", at: 1 },
        });
    });
    const told = `select subject_id as id, parties, facts, actor from qipan.event
      where subject_id like 'fact %' order by event.id`;
    const same = { parties: ["G01", "G02"], facts: { quote: "it's", at: 1 }, actor: "hub" };
    expect(await rowsOf(database, told)).toEqual(ids.map((id) => ({ id, ...same })));
  });
});
