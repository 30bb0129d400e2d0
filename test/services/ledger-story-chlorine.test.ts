import { afterAll, beforeAll, expect, it } from "vitest";
import { readTasks } from "../../src/ledger/ledger.service.ts";
import { explainLiability, type LiabilityFacts } from "../../src/ledger/liability.rules.ts";
import { firm, hold } from "../../src/ledger/posting.hold.rules.ts";
import type { LineFacts } from "../../src/ledger/posting.model.ts";
import { inspect, returnArrive } from "../../src/ledger/posting.return.rules.ts";
import { depart, receive } from "../../src/ledger/posting.road.rules.ts";
import { charge } from "../../src/ledger/posting.settle.rules.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { onBothShapes } from "../support/database.ts";
import { bringBack, lend, onSite } from "../support/ledger-history.ts";
import {
  asHub,
  book,
  evidence,
  layLots,
  layWorld,
  lineOf,
  newId,
  terms,
  type Lot,
} from "../support/ledger-world.ts";

import { ends, gone, owed, sealAll } from "../support/ledger-figures.ts";
onBothShapes("the story of the chlorine comes out exactly", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });

  afterAll(async () => {
    await sealAll(database);
    expect(await verifyBook(database)).toMatchObject({ verified: true, unsealed: 0 });
    await database.close();
  });

  const chlorine = (lot: Lot, more: Partial<LiabilityFacts> = {}): Partial<LineFacts> => ({
    basis: more.basis ?? "PACT",
    liability: explainLiability({
      noLiabilityHub: false,
      ownerOrg: lot.owner,
      ownerSector: lot.owner.startsWith("G") ? "GOVERNMENT" : "MARKET",
      payerOrg: "G01",
      basis: "PACT",
      donated: false,
      usedAsGiven: true,
      responsibleOrg: "E01",
      ...more,
    }),
  });

  it("breathing apparatus of a lender, of the payer and of the firm at fault", async () => {
    const [g06, g01, e01] = await layLots(database, [
      { owner: "G06", item: "SCBA", quantity: 40 },
      { owner: "G01", item: "SCBA", quantity: 20, custodian: "E01" },
      { owner: "E01", item: "SCBA", quantity: 20, underNorm: false },
    ]);
    let lent = await lend(database, g06!, 40, chlorine(g06!));
    lent = await gone(database, lent, { destroyed: 12 });
    await bringBack(database, lent, { good: 16, repair: 3, scrap: 1, restore: 16 });
    let own = await lend(database, g01!, 20, chlorine(g01!));
    own = await gone(database, own, { destroyed: 10 });
    await bringBack(database, own, { good: 10, restore: 10 });
    let firms = await lend(database, e01!, 20, chlorine(e01!));
    firms = await gone(database, firms, { destroyed: 10 });
    await bringBack(database, firms, { good: 10 });

    expect(await ends(database, g06!)).toEqual({
      ON_HAND: 16,
      REPAIR: 3,
      SCRAPPED: 1,
      DESTROYED: 12,
      ON_SITE: 8,
    });
    expect(await ends(database, g01!)).toEqual({ ON_HAND: 10, DESTROYED: 10 });
    expect(await ends(database, e01!)).toEqual({ ON_HAND: 10, DESTROYED: 10 });
    expect(await owed(database, lent, own, firms)).toEqual({
      "G01 → G06 REFILL SCBA": 13,
      "G01 → G06 REPAIR SCBA": 3,
      "G01 → G06 RETURN SCBA": 8,
      "G01 → G06 RESTORE SCBA": 16,
      "E01 → G01 RECOURSE REFILL SCBA": 23,
      "E01 → G01 RECOURSE REPAIR SCBA": 3,
      "E01 → G01 RECOURSE RESTORE SCBA": 26,
    });
    expect(await tasksOf(database, lent, own, firms)).toEqual([
      ["G01", "D-E01", "G01", 10],
      ["G06", "D-G06", "G01", 1],
      ["G06", "D-G06", "G01", 12],
    ]);
  });

  it("caustic of a lender and of a firm that was requisitioned", async () => {
    const [g06, e02] = await layLots(database, [
      { owner: "G06", item: "CAUSTIC", quantity: 150 },
      { owner: "E02", item: "CAUSTIC", quantity: 250, underNorm: false },
    ]);
    let lent = await lend(database, g06!, 150, chlorine(g06!));
    lent = await gone(database, lent, { consumed: 140 });
    await bringBack(database, lent, { good: 10 });
    const taken = { ...chlorine(e02!, { basis: "REQUISITION" }), unitPriceFen: 9500 };
    const seized = await gone(database, await lend(database, e02!, 250, taken), { consumed: 250 });

    expect(await ends(database, g06!)).toEqual({ CONSUMED: 140, ON_HAND: 10 });
    expect(await ends(database, e02!)).toEqual({ CONSUMED: 250 });
    expect(await owed(database, lent, seized)).toEqual({
      "G01 → G06 REFILL CAUSTIC": 140,
      "G01 → E02 COMPENSATE CNY": 2_375_000,
      "E01 → G01 RECOURSE REFILL CAUSTIC": 140,
      "E01 → G01 RECOURSE COMPENSATE CNY": 2_375_000,
    });
  });

  it("donated masks, and the teams' service", async () => {
    const [c07] = await layLots(database, [
      { owner: "C07", item: "N95", quantity: 20_000, underNorm: false },
    ]);
    const line = lineOf(c07!, { ...chlorine(c07!, { donated: true }), basis: "DONATION" });
    const leg = { legLineId: newId(), carrierOrg: "K1" };
    await book(database, hold({ evidence }, [{ line, quantity: 20_000 }]));
    await book(database, firm({ evidence }, [{ line, quantity: 20_000 }]));
    await book(database, depart({ evidence }, [{ line, leg, quantity: 20_000 }], newId));
    const counts = { accepted: 19_800, rejected: 200, relayed: false };
    await book(database, receive({ evidence }, [{ line, leg, to: onSite, ...counts }], newId));
    await gone(database, line, { distributed: 12_000 });
    await bringBack(database, line, { good: 7800 });
    const back = { line, received: false, quantity: 200, carrierOrg: "K1" };
    await book(database, returnArrive({ evidence }, [back]));
    const wet = { line, received: false, good: 0, repair: 0, restore: 0, scrap: 200 };
    await book(database, inspect({ evidence }, [{ ...wet, spoiledBy: "K1" }], newId));

    expect(await ends(database, c07!)).toEqual({
      DISTRIBUTED: 12_000,
      ON_HAND: 7800,
      SCRAPPED: 200,
    });
    expect(await owed(database, line)).toEqual({ "K1 → C07 DAMAGES N95": 200 });

    const service = {
      kind: "SERVICE",
      debtorOrg: "G01",
      creditorOrg: "G06",
      amountFen: 860_000,
      liability: "FEE",
      terms,
      orderLineId: newId(),
      recourseFrom: "E01",
    } as const;
    await book(database, charge({ evidence }, [service], newId));
    expect(await owed(database, lineOf(c07!, { orderLineId: service.orderLineId }))).toEqual({
      "G01 → G06 SERVICE CNY": 860_000,
      "E01 → G01 RECOURSE SERVICE CNY": 860_000,
    });
  });
});

/** Whose shelf, where, who fills it, how much. */
async function tasksOf(database: Database, ...lines: LineFacts[]): Promise<unknown[]> {
  const orderLineIds = lines.map(({ orderLineId }) => orderLineId);
  const tasks = await asHub(database, (tx) => readTasks(tx, { orderLineIds }));
  return tasks
    .map(({ ownerOrg, depotId, performerOrg, quantity }) => [
      ownerOrg,
      depotId,
      performerOrg,
      quantity,
    ])
    .sort();
}
