import { afterAll, beforeAll, expect, it } from "vitest";
import { post, readAccounts, readClaims, readTasks } from "../../src/ledger/ledger.service.ts";
import type { Posting } from "../../src/ledger/ledger.model.ts";
import { firm, hold, release, shortPick } from "../../src/ledger/posting.hold.rules.ts";
import type { LineFacts } from "../../src/ledger/posting.model.ts";
import {
  inspect,
  repaired,
  returnArrive,
  returnStart,
} from "../../src/ledger/posting.return.rules.ts";
import {
  depart,
  difference,
  handOver,
  receive,
  turnBack,
} from "../../src/ledger/posting.road.rules.ts";
import { opening, reversal, stocktake, writeOff } from "../../src/ledger/posting.stock.rules.ts";
import { use } from "../../src/ledger/posting.use.rules.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import { chanceOf, type Chance } from "../../src/kernel/chance.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { issueAll } from "../support/audit-history.ts";
import { auditStatements } from "../support/audit-kit.ts";
import { onBothShapes } from "../support/database.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { NaiveBook, nameOf } from "../support/ledger-auditor.ts";
import { onSite } from "../support/ledger-history.ts";
import {
  asHub,
  evidence,
  fresh,
  layLots,
  layWorld,
  lineOf,
  newId,
} from "../support/ledger-world.ts";
import { userRefills, terms, type Lot } from "../support/ledger-world.ts";

const steps = 60;
const leg = { legLineId: "leg", carrierOrg: "K1" };
const next = { legLineId: "next", carrierOrg: "K1" };
const home = { carrierOrg: "K1", received: true };
const now = { evidence };

/** Each asks for a quantity that may or may not be there: refusals are half of the history. */
const moves: readonly ((line: LineFacts, q: number, chance: Chance) => Posting)[] = [
  (line, quantity) => hold(now, [{ line, quantity }]),
  (line, quantity) => firm(now, [{ line, quantity }]),
  (line, quantity) => release(now, [{ line, quantity }], "soft"),
  (line, quantity) => shortPick(now, [{ line, quantity, reason: "NOT_FOUND" }], newId),
  (line, quantity) => depart(now, [{ line, leg, quantity }], newId),
  (line, q) =>
    receive(now, [{ line, leg, to: onSite, accepted: q, rejected: 1, relayed: false }], newId),
  (line, quantity) => turnBack(now, [{ line, leg, quantity, relayed: false }]),
  (line, quantity) =>
    difference(now, [{ line, quantity, where: { way: "OUT", leg, relayed: false } }], newId),
  (line, q) => {
    const fate = { consumed: q, distributed: 1, scrapped: 0, destroyed: 2 };
    return use(now, [{ line, from: onSite, ...fate }], newId);
  },
  (line, quantity) => returnStart(now, [{ line, from: onSite, quantity, ...home }]),
  (line, quantity) => returnArrive(now, [{ line, quantity, ...home }]),
  (line, q, chance) => {
    const good = Math.floor(chance() * q);
    const found = { good, repair: 1, scrap: q - good, restore: good };
    return inspect(now, [{ line, received: true, ...found }], newId);
  },
  (line, q) => repaired(now, [{ line, received: true, fixed: 1, scrapped: q % 2 }], newId),
  (shelf, q) => stocktake(now, [{ shelf, booked: 10 + (q % 3), counted: 11, terms }], newId),
  (shelf, quantity) =>
    writeOff(now, [{ shelf, quantity, from: "ON_HAND", to: "ROTATED_OUT" }], newId),
];

/** The road over a relay, and the ways home of what nobody accepted. */
const roads: typeof moves = [
  (line, quantity) => handOver(now, [{ line, from: leg, to: next, first: true, quantity }], newId),
  (line, q) =>
    receive(now, [{ line, leg: next, to: onSite, accepted: 1, rejected: q, relayed: true }], newId),
  (line, quantity) => turnBack(now, [{ line, leg: next, quantity, relayed: true }]),
  (line, quantity, chance) =>
    returnArrive(now, [{ line, quantity, ...home, ...unreceived(chance) }]),
  (line, quantity, chance) => {
    const where = { way: "BACK", ...home, ...unreceived(chance) } as const;
    return difference(now, [{ line, quantity, where }], newId);
  },
  (line, q, chance) => {
    const found = { good: 1, repair: 1, scrap: q - 1, restore: 0, ...unreceived(chance) };
    return inspect(now, [{ line, ...found }], newId);
  },
  (line, q, chance) =>
    repaired(now, [{ line, ...unreceived(chance), fixed: q % 2, scrapped: 1 }], newId),
];

const deeds = [...moves, ...roads];

const unreceived = (chance: Chance) => ({ received: false, relayed: chance() < 0.5 });

/** Goods at every station, before chance takes over: 8 held, 7 firm, 6 on the road, 4 there. */
const prelude = [
  [0, 8],
  [1, 7],
  [4, 6],
  [5, 4],
] as const;

/** Who owes what, in seven variations of law and risk. */
const lawsOf = (lot: Lot): readonly Partial<LineFacts>[] => [
  {},
  { terms: { ...terms, riskPassesAt: "ARRIVAL" } },
  { terms: { ...terms, riskPassesAt: "RELAY" } },
  { liability: { rule: "OWNER_IS_PAYER", debtors: [], creditor: lot.owner, recourseFrom: "E01" } },
  { liability: { ...userRefills("G01", lot.owner), recourseFrom: "E01" } },
  {
    liability: {
      ...userRefills("G01", lot.owner),
      debtors: [
        { orgId: "G01", basisPoints: 3333 },
        { orgId: "G03", basisPoints: 6667 },
      ],
    },
  },
  {
    basis: "REQUISITION",
    unitPriceFen: 250,
    liability: { ...userRefills("G01", lot.owner), rule: "REQUISITION", lossClaim: "COMPENSATE" },
  },
];

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
