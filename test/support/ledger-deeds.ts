import { firm, hold, release, shortPick } from "../../src/ledger/posting.hold.rules.ts";
import type { Posting } from "../../src/ledger/ledger.model.ts";
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
import { stocktake, writeOff } from "../../src/ledger/posting.stock.rules.ts";
import { use } from "../../src/ledger/posting.use.rules.ts";
import type { Chance } from "../../src/kernel/chance.ts";
import { onSite } from "./ledger-history.ts";
import { evidence, newId, terms, userRefills, type Lot } from "./ledger-world.ts";

/** What may be done with goods of a line, for histories that chance chooses. */
const leg = { legLineId: "leg", carrierOrg: "K1" };
const next = { legLineId: "next", carrierOrg: "K1" };
const home = { carrierOrg: "K1", received: true };
export const now = { evidence };

/** Each asks for a quantity that may or may not be there: refusals are half of the history. */
export const moves: readonly ((line: LineFacts, q: number, chance: Chance) => Posting)[] = [
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

export const deeds = [...moves, ...roads];

const unreceived = (chance: Chance) => ({ received: false, relayed: chance() < 0.5 });

/** Goods at every station, before chance takes over: 8 held, 7 firm, 6 on the road, 4 there. */
export const prelude = [
  [0, 8],
  [1, 7],
  [4, 6],
  [5, 4],
] as const;

/** Who owes what, in seven variations of law and risk. */
export const lawsOf = (lot: Lot): readonly Partial<LineFacts>[] => [
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
