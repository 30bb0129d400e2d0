import { afterAll, beforeAll, expect, it } from "vitest";
import { readClaims, readTasks } from "../../src/ledger/ledger.service.ts";
import { firm, hold, shortPick } from "../../src/ledger/posting.hold.rules.ts";
import type { LineFacts } from "../../src/ledger/posting.model.ts";
import { refill } from "../../src/ledger/posting.refill.rules.ts";
import { inspect, returnArrive } from "../../src/ledger/posting.return.rules.ts";
import { depart, difference, handOver, receive } from "../../src/ledger/posting.road.rules.ts";
import { charge, settle } from "../../src/ledger/posting.settle.rules.ts";
import { writeOff } from "../../src/ledger/posting.stock.rules.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { onBothShapes } from "../support/database.ts";
import { bringBack, lend, onSite } from "../support/ledger-history.ts";
import {
  asHub,
  book,
  evidence,
  fresh,
  layLots,
  layWorld,
  lineOf,
  newId,
  terms,
  userRefills,
} from "../support/ledger-world.ts";

import { ends, gone, owed, sealAll } from "../support/ledger-figures.ts";
onBothShapes("the stories of the flood and of netting come out exactly", (open) => {
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

  it("(b) tents over a relay, where the risk passes", async () => {
    const [lot] = await layLots(database, [{ owner: "G02", quantity: 700 }]);
    const line = lineOf(lot!, {
      liability: userRefills("G03", "G02"),
      terms: { ...terms, riskPassesAt: "RELAY" },
    });
    await roadOfIceFlood(database, line);
    await gone(database, line, { scrapped: 60 });
    await bringBack(database, await fresh(database, line), { good: 570, repair: 20, scrap: 10 });
    const back = { received: false, relayed: true };
    await book(
      database,
      returnArrive({ evidence }, [{ line, ...back, quantity: 10, carrierOrg: "K2" }]),
    );
    const found = { ...back, good: 10, repair: 0, scrap: 0, restore: 0 };
    await book(
      database,
      inspect({ evidence }, [{ line: await fresh(database, line), ...found }], newId),
    );
    await book(
      database,
      writeOff(
        { evidence },
        [{ shelf: line, quantity: 10, from: "BLOCKED", to: "SCRAPPED" }],
        newId,
      ),
    );

    expect(await ends(database, lot!)).toEqual({
      ON_HAND: 580,
      REPAIR: 20,
      SCRAPPED: 80,
      DESTROYED: 20,
    });
    expect(await owed(database, line)).toEqual({
      "G03 → G02 REFILL TENT": 85,
      "G03 → G02 REPAIR TENT": 20,
      "K2 → G03 DAMAGES TENT": 15,
      "K1 → G02 DAMAGES TENT": 5,
    });
    const tasks = (await asHub(database, (tx) => readTasks(tx, { owners: ["G02"] }))).filter(
      ({ lotId }) => lotId === lot!.id,
    );
    const by = (org: string): number =>
      tasks
        .filter((task) => task.performerOrg === org)
        .reduce((sum, { quantity }) => sum + quantity, 0);
    expect([by("G03"), by("G02")]).toEqual([85, 15]);
  });

  it("(b) bags in an enterprise's keeping are refilled where they lay", async () => {
    const [lot] = await layLots(database, [
      { owner: "G02", item: "BAG", quantity: 50_000, custodian: "E04" },
    ]);
    let line = await lend(database, lot!, 50_000, { liability: userRefills("G03", "G02") });
    line = await gone(database, line, { consumed: 46_000 });
    await bringBack(database, line, { good: 4000 });
    const fee = {
      kind: "PAY",
      debtorOrg: "G02",
      creditorOrg: "E04",
      amountFen: 50_000,
      liability: "FEE",
      terms,
    } as const;
    await book(database, charge({ evidence }, [{ ...fee, orderLineId: line.orderLineId }], newId));
    expect(await owed(database, line)).toEqual({
      "G03 → G02 REFILL BAG": 46_000,
      "G02 → E04 PAY CNY": 50_000,
    });
    const claims = await asHub(database, (tx) =>
      readClaims(tx, { orderLineIds: [line.orderLineId], kinds: ["REFILL"] }),
    );
    expect(claims).toMatchObject([{ depotId: "D-E04", custodianOrg: "E04", creditorOrg: "G02" }]);
  });

  it("(c) netting cancels a cycle, and the shelves stay to be filled", async () => {
    const lent: LineFacts[] = [];
    for (const [owner, debtor, quantity] of [
      ["G02", "G01", 120],
      ["G03", "G02", 90],
      ["G01", "G03", 100],
    ] as const) {
      const [lot] = await layLots(database, [{ owner, quantity }]);
      const out = await lend(database, lot!, quantity, { liability: userRefills(debtor, owner) });
      lent.push(await gone(database, out, { consumed: quantity }));
    }
    const orderLineIds = lent.map(({ orderLineId }) => orderLineId);
    const tasksNow = () => asHub(database, (tx) => readTasks(tx, { orderLineIds }));
    const before = await tasksNow();
    const netted = lent.map(({ claims, orderLineId }) => ({
      claim: claims.find(({ kind }) => kind === "REFILL")!,
      quantity: 90,
      means: "NETTED" as const,
      tasks: before.filter((task) => task.orderLineId === orderLineId),
    }));
    await book(database, settle({ evidence }, netted, newId));
    expect(await owed(database, ...lent)).toEqual({
      "G01 → G02 REFILL TENT": 30,
      "G03 → G01 REFILL TENT": 10,
    });

    await refillTwo(database, lent);
    expect(await owed(database, ...lent)).toEqual({});
    const tasks = await tasksNow();
    expect(tasks.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(310);
    expect(tasks.reduce((sum, { done }) => sum + done, 0)).toBe(40);
    const open = tasks.filter(({ state }) => state === "OPEN");
    expect(
      open.map(({ ownerOrg, performerOrg, quantity }) => [ownerOrg, performerOrg, quantity]).sort(),
    ).toEqual([
      ["G01", "G01", 90],
      ["G02", "G02", 90],
      ["G03", "G03", 90],
    ]);
  });
});

/** 700 held, 10 mouldy, 690 depart, 685 over the relay, 660 accepted and 10 rejected. */
async function roadOfIceFlood(database: Database, line: LineFacts): Promise<void> {
  const [one, two] = [
    { legLineId: newId(), carrierOrg: "K1" },
    { legLineId: newId(), carrierOrg: "K2" },
  ];
  await book(database, hold({ evidence }, [{ line, quantity: 700 }]));
  await book(database, firm({ evidence }, [{ line, quantity: 700 }]));
  await book(database, shortPick({ evidence }, [{ line, quantity: 10, reason: "DAMAGED" }], newId));
  await book(database, depart({ evidence }, [{ line, leg: one, quantity: 690 }], newId));
  const relay = { line, from: one, to: two, first: true, quantity: 685 };
  await book(database, handOver({ evidence }, [relay], newId));
  const early = { way: "OUT", leg: one, relayed: false } as const;
  await book(
    database,
    difference(
      { evidence },
      [{ line: await fresh(database, line), where: early, quantity: 5 }],
      newId,
    ),
  );
  const counts = { accepted: 660, rejected: 10, relayed: true };
  await book(
    database,
    receive(
      { evidence },
      [{ line: await fresh(database, line), leg: two, to: onSite, ...counts }],
      newId,
    ),
  );
  const late = { way: "OUT", leg: two, relayed: true } as const;
  await book(
    database,
    difference(
      { evidence },
      [{ line: await fresh(database, line), where: late, quantity: 15 }],
      newId,
    ),
  );
}

/** What netting left is bought: 30 for the first lender, 10 for the third. */
async function refillTwo(database: Database, lent: readonly LineFacts[]): Promise<void> {
  for (const [at, quantity] of [
    [0, 30],
    [2, 10],
  ] as const) {
    const line = await fresh(database, lent[at]!);
    const [lot] = await layLots(database, [{ owner: line.owner, quantity: 0 }]);
    const task = (await asHub(database, (tx) => readTasks(tx, {}))).find(
      (one) => one.orderLineId === line.orderLineId && one.performerOrg !== line.owner,
    );
    const claim = line.claims.find(({ kind }) => kind === "REFILL")!;
    await book(
      database,
      refill({ evidence }, [{ shelf: lineOf(lot!), task: task!, claim, quantity }]),
    );
  }
}
