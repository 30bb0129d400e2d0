import { afterAll, beforeAll, expect, it } from "vitest";
import { post, readAccounts, readClaims, readTasks } from "../../src/ledger/ledger.service.ts";
import type { Posting } from "../../src/ledger/ledger.model.ts";
import { opening, reversal } from "../../src/ledger/posting.stock.rules.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import { chanceOf } from "../../src/kernel/chance.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { issueAll } from "../support/audit-history.ts";
import { auditStatements } from "../support/audit-kit.ts";
import { onBothShapes } from "../support/database.ts";
import { deeds, lawsOf, moves, now, prelude } from "../support/ledger-deeds.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { NaiveBook, nameOf } from "../support/ledger-auditor.ts";
import { asHub, evidence, fresh, layLots, layWorld, lineOf } from "../support/ledger-world.ts";
import type { Lot } from "../support/ledger-world.ts";

const steps = 60;

onBothShapes("a random history", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });

  afterAll(() => database.close());

  const known = [1, 2, 3];

  it.each([...known, Date.now() % 1_000_000])("is booked as by hand (seed %i)", async (seed) => {
    const chance = chanceOf(seed);
    const naive = new NaiveBook();
    const lots = await layLots(database, [{ quantity: 60 }, { quantity: 60, underNorm: false }]);
    for (const lot of lots) {
      const line = { ...lot, lot: lot.id };
      naive.book(opening([line], evidence));
    }
    const lines = lots.flatMap((lot) => lawsOf(lot).map((law) => lineOf(lot, law)));
    const booked: { posting: Posting; transferId: string; reversed: boolean }[] = [];
    for (const [at, quantity] of prelude)
      for (const line of lines)
        await compare(naive, moves[at]!(await fresh(database, line), quantity, chance), booked);
    for (let step = 0; step < steps; step += 1) {
      const line = lines[Math.floor(chance() * lines.length)]!;
      const quantity = 1 + Math.floor(chance() * 4);
      const move = deeds[Math.floor(chance() * deeds.length)]!;
      const posting = move(await fresh(database, line), quantity, chance);
      if (posting.lines.length > 0) await compare(naive, posting, booked);
      if (chance() < 0.1 && booked.length > 0)
        await takeBack(naive, booked[Math.floor(chance() * booked.length)]!);
    }
    await sameAtTheEnd(naive, lots);
    // How many kinds of deeds a seed comes to is known of the known ones alone.
    const kinds = new Set(booked.map(({ posting }) => posting.op)).size;
    expect(kinds).toBeGreaterThan(known.includes(seed) ? 8 : 3);
  });

  it("leaves a book that the auditor finds whole", async () => {
    await sealAll(database);
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
    await issueAll(database);
    expect((await auditStatements(database)).lines).toBeGreaterThan(8);
  });

  type Booked = { posting: Posting; transferId: string; reversed: boolean };

  async function compare(naive: NaiveBook, posting: Posting, booked: Booked[]): Promise<void> {
    const outcome = await asHub(database, (tx) => post(tx, "G01", posting));
    const short = outcome.ok ? [] : outcome.refused.map(({ path }) => path);
    expect({ op: posting.op, short }).toEqual({ op: posting.op, short: naive.shortOf(posting) });
    if (!outcome.ok) return;
    naive.book(posting);
    booked.push({ posting, transferId: outcome.value.transferId, reversed: false });
  }

  async function takeBack(naive: NaiveBook, one: Booked): Promise<void> {
    const { posting, transferId } = one;
    const tasks = await asHub(database, (tx) => readTasks(tx, { openedBy: [transferId] }));
    const back = reversal(now, { transferId, lines: posting.lines }, tasks);
    const outcome = await asHub(database, (tx) => post(tx, "G01", back));
    if (one.reversed) {
      expect(outcome).toMatchObject({ ok: false, refused: [{ code: "ALREADY_DECIDED" }] });
      return;
    }
    const short = outcome.ok ? [] : outcome.refused.map(({ path }) => path);
    expect(short).toEqual(naive.shortOf(back));
    if (!outcome.ok) return;
    naive.book(back);
    one.reversed = true;
  }

  async function sameAtTheEnd(naive: NaiveBook, lots: readonly Lot[]): Promise<void> {
    const ids = lots.map(({ id }) => id);
    const rows = await asHub(database, (tx) => readAccounts(tx, { lots: ids }));
    const kept = [...naive.balances].filter(([, sum]) => sum !== 0);
    const goods = kept.filter(([name]) => ids.some((id) => name.includes(id)));
    const balances = rows.map(({ claimKind, ...row }): [string, number] => [
      nameOf(claimKind === "" ? row : { ...row, claimKind }),
      row.balance,
    ]);
    expect(balances.sort()).toEqual(goods.sort());
    const claims = await asHub(database, (tx) => readClaims(tx, { ids: [...naive.claims.keys()] }));
    const figures = claims.map(({ id, opened, outstanding }) => [id, { opened, outstanding }]);
    expect(figures.sort()).toEqual([...naive.claims].sort());
    for (const { id, underNorm } of lots)
      expect(naive.tasks.get(id) ?? 0).toBe(underNorm ? (naive.gone.get(id) ?? 0) : 0);
  }
});
