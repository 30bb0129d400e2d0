import { afterAll, beforeAll, expect, it } from "vitest";
import { readTasks } from "../../src/ledger/ledger.service.ts";
import { explainLiability } from "../../src/ledger/liability.rules.ts";
import * as refills from "../../src/ledger/posting.refill.rules.ts";
import { repaired, returnArrive, returnStart } from "../../src/ledger/posting.return.rules.ts";
import { recourse, settle } from "../../src/ledger/posting.settle.rules.ts";
import { block, gift, stocktake, unblock, writeOff } from "../../src/ledger/posting.stock.rules.ts";
import { keep, moveOn, use } from "../../src/ledger/posting.use.rules.ts";
import { depart, difference, receive, turnBack } from "../../src/ledger/posting.road.rules.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { LineFacts } from "../../src/ledger/posting.model.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { onBothShapes } from "../support/database.ts";
import { ends, gone, owed, sealAll } from "../support/ledger-figures.ts";
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

const now = { evidence };

onBothShapes("each posting of the table", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });

  afterAll(async () => {
    await sealAll(database);
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
    await database.close();
  });

  const lot = async (...[spec]: Parameters<typeof layLots>[1]) =>
    (await layLots(database, [spec ?? {}]))[0]!;
  const refillOf = ({ claims }: LineFacts) => claims.find(({ kind }) => kind === "REFILL")!;
  const tasksOf = ({ orderLineId }: LineFacts) =>
    asHub(database, (tx) => readTasks(tx, { orderLineIds: [orderLineId] }));

  it("keeps goods at the holder, RETURN stays, and they come back from there", async () => {
    const from = await lot({ quantity: 10 });
    const line = await lend(database, from, 10);
    await book(database, keep(now, [{ line, from: onSite, depot: "D-G01", quantity: 8 }]));
    expect(await ends(database, from)).toEqual({ ON_SITE: 2, BORROWED: 8 });
    expect(await owed(database, line)).toEqual({ "G01 → G02 RETURN TENT": 10 });
    const at = { kind: "BORROWED", holderOrg: "G01", place: "D-G01" } as const;
    const back = { line, quantity: 5, carrierOrg: "K1", received: true };
    await book(database, returnStart(now, [{ ...back, from: at }]));
    await book(database, returnArrive(now, [back]));
    expect(await ends(database, from)).toEqual({ ON_SITE: 2, BORROWED: 3, INSPECTION: 5 });
  });

  it("moves goods to another incident with its own payer", async () => {
    const from = await lot({ quantity: 6 });
    const line = await lend(database, from, 6);
    const next = lineOf(from, { incidentId: newId(), liability: userRefills("G03", "G02") });
    const there = { kind: "ON_SITE", holderOrg: "G03", place: "N1" } as const;
    const move = { from: { line, quantity: 4, at: onSite }, to: { line: next, at: there } };
    await book(database, moveOn(now, [move], newId));
    expect(await owed(database, line, next)).toEqual({
      "G01 → G02 RETURN TENT": 2,
      "G03 → G02 RETURN TENT": 4,
    });
  });

  it("loses goods on the way back at the debtor's risk", async () => {
    const from = await lot({ quantity: 5 });
    const line = await lend(database, from, 5);
    const trip = { line, quantity: 5, carrierOrg: "K2", received: true };
    await book(database, returnStart(now, [{ ...trip, from: onSite }]));
    const where = { way: "BACK", carrierOrg: "K2", received: true } as const;
    await book(database, difference(now, [{ line, where, quantity: 2 }], newId));
    expect(await owed(database, line)).toEqual({
      "G01 → G02 RETURN TENT": 3,
      "G01 → G02 REFILL TENT": 2,
      "K2 → G01 DAMAGES TENT": 2,
    });
  });

  it("repairs against an invoice, and what cannot be repaired is refilled", async () => {
    const line = await bringBack(database, await lend(database, await lot({ quantity: 5 }), 5), {
      good: 1,
      repair: 4,
    });
    await book(database, repaired(now, [{ line, received: true, fixed: 3, scrapped: 1 }], newId));
    expect(await owed(database, line)).toEqual({ "G01 → G02 REFILL TENT": 1 });
    expect((await tasksOf(line)).map(({ quantity }) => quantity)).toEqual([1]);
  });

  it("buys, inspects, sends back what fails, and fills the shelf with the rest", async () => {
    const line = await gone(database, await lend(database, await lot({ quantity: 9 }), 9), {
      consumed: 9,
    });
    const [task] = await tasksOf(line);
    const shelf = lineOf(await lot({ quantity: 0 }));
    const facts = { shelf, task: task!, claim: refillOf(line) };
    await book(database, refills.refillArrive(now, [{ ...facts, quantity: 7 }]));
    await book(database, refills.refillInspect(now, [{ ...facts, passed: 5, failed: 2 }]));
    expect(await owed(database, line)).toEqual({ "G01 → G02 REFILL TENT": 4 });
    expect(await tasksOf(line)).toMatchObject([{ done: 5, state: "PART_DONE" }]);
  });

  it("refills from the debtor's stock, whose own shelf is then to be filled", async () => {
    const line = await gone(database, await lend(database, await lot({ quantity: 9 }), 9), {
      consumed: 9,
    });
    const [task] = await tasksOf(line);
    const mine = await lot({ owner: "G01", quantity: 20 });
    const theirs = await lot({ quantity: 0 });
    const one = {
      from: lineOf(mine),
      shelf: lineOf(theirs),
      carrierOrg: "K1",
      shipmentId: newId(),
      task: task!,
      claim: refillOf(line),
      quantity: 9,
    };
    await book(database, refills.refillSend(now, [one]));
    await book(database, refills.refillReceive(now, [one]));
    await book(database, refills.refillAccept(now, [one], newId));
    expect(await ends(database, mine)).toEqual({ ON_HAND: 11, TRANSFERRED: 9 });
    expect(await ends(database, theirs)).toEqual({ ON_HAND: 9 });
    expect(await owed(database, line)).toEqual({});
    const own = await asHub(database, (tx) => readTasks(tx, { owners: ["G01"] }));
    expect(own).toMatchObject([{ lotId: mine.id, quantity: 9, performerOrg: "G01" }]);
  });

  it("settles in money or by grace, and the owner fills its shelf itself", async () => {
    const line = await gone(database, await lend(database, await lot({ quantity: 9 }), 9), {
      consumed: 9,
    });
    const paid = { claim: refillOf(line), quantity: 4, means: "CASH_EQUIVALENT" } as const;
    const tasks = await tasksOf(line);
    await book(database, settle(now, [{ ...paid, tasks }], newId));
    expect(await owed(database, line)).toEqual({ "G01 → G02 REFILL TENT": 5 });
    const rows = (await tasksOf(line)).map((task) => [task.performerOrg, task.quantity]);
    expect(rows.sort()).toEqual([
      ["G01", 5],
      ["G02", 4],
    ]);
  });

  it("pays a contractor and claims it from the user; goods enter on the road", async () => {
    const liability = explainLiability({
      noLiabilityHub: false,
      ownerOrg: "E02",
      ownerSector: "MARKET",
      payerOrg: "G01",
      basis: "PURCHASE",
      donated: false,
      usedAsGiven: true,
      contractingOrg: "G03",
      responsibleOrg: "E01",
    });
    const goods = { id: "", owner: "E02", item: "BAG", underNorm: false, quantity: 0 };
    const from = { ...goods, depot: "D-E02", custodian: "E02" };
    const line = lineOf(from, { basis: "PURCHASE", liability, unitPriceFen: 300 });
    const leg = { legLineId: newId(), carrierOrg: "K1" };
    await book(database, depart(now, [{ line, leg, quantity: 50 }], newId));
    await book(database, turnBack(now, [{ line, leg, quantity: 10, relayed: false }]));
    const counts = { accepted: 40, rejected: 0, relayed: false };
    await book(database, receive(now, [{ line, leg, to: onSite, ...counts }], newId));
    await gone(database, line, { distributed: 40 });
    expect(await owed(database, line)).toEqual({
      "G03 → E02 PAY CNY": 12_000,
      "G01 → G03 PAY CNY": 12_000,
      "E01 → G01 RECOURSE PAY CNY": 12_000,
    });
  });

  it("claims damages for gifts that were not used as given", async () => {
    const from = await lot({ owner: "C07", quantity: 10, underNorm: false });
    const liability = { rule: "DONATED", debtors: [], creditor: "C07" } as const;
    const line = await lend(database, from, 10, { basis: "DONATION", liability });
    const fate = { consumed: 7, distributed: 0, scrapped: 0, destroyed: 3, againstEarmark: 3 };
    await book(database, use(now, [{ line, from: onSite, ...fate }], newId));
    expect(await owed(database, line)).toEqual({ "G01 → C07 DAMAGES TENT": 3 });
  });

  it("gives goods away where they lie, and the giver's norm asks for more", async () => {
    const [from, to] = await layLots(database, [{ quantity: 10 }, { owner: "G03", quantity: 0 }]);
    const one = { shelf: lineOf(from!), to: lineOf(to!), quantity: 4 };
    await book(database, gift(now, [one], newId));
    expect(await ends(database, from!)).toEqual({ ON_HAND: 6, TRANSFERRED: 4 });
    expect(await ends(database, to!)).toEqual({ ON_HAND: 4 });
  });

  it("blocks, releases, writes off and counts again", async () => {
    const from = await lot({ quantity: 10, custodian: "E04" });
    const shelf = lineOf(from);
    await book(database, block(now, [{ shelf, quantity: 6 }]));
    await book(database, unblock(now, [{ shelf, quantity: 2 }]));
    const off = { shelf, quantity: 4, from: "BLOCKED", to: "SCRAPPED" } as const;
    await book(database, writeOff(now, [off], newId));
    const count = { shelf, booked: 6, counted: 5, custodianAtFault: true, terms };
    await book(database, stocktake(now, [count], newId));
    await book(database, stocktake(now, [{ shelf, booked: 5, counted: 7, terms }], newId));
    expect(await ends(database, from)).toEqual({
      ON_HAND: 7,
      SCRAPPED: 4,
      SHORTAGE: 1,
      SURPLUS: -2,
    });
  });

  it("mirrors earlier claims when the firm at fault is found, but never RETURN", async () => {
    const line = await gone(database, await lend(database, await lot({ quantity: 9 }), 9), {
      consumed: 5,
    });
    const shared = { liability: "USER_REFILLS", dueAnchor: "RESPONSE_END", dueDays: 30 } as const;
    const losses = line.claims.map(({ kind, debtorOrg, item, outstanding: quantity }) => {
      const loss = { kind, debtorOrg, item, orderLineId: line.orderLineId };
      return { ...loss, ...shared, quantity, firm: "E01" };
    });
    await book(database, recourse(now, losses, newId));
    expect(await owed(database, await fresh(database, line))).toEqual({
      "G01 → G02 RETURN TENT": 4,
      "G01 → G02 REFILL TENT": 5,
      "E01 → G01 RECOURSE REFILL TENT": 5,
    });
  });
});
