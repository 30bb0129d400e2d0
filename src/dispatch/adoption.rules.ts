import { refusal, type Refusal } from "../kernel/refusal.ts";
import type { AgreementInForce } from "../regions/regions.model.ts";
import { closeness } from "../regions/regions.rules.ts";
import type {
  AdoptionFacts,
  AgreementStock,
  Draft,
  DraftLine,
  NeedFacts,
  ShelfStock,
} from "./adoption.model.ts";
import { approvalsFor } from "./approval.rules.ts";
import { needIdOf, type ApprovalNeeded, type Ground } from "./proposal.model.ts";
import { setsOfPlan } from "./set.rules.ts";

/** 60 minutes hold where no agreement says how long. */
export const holdMinutesDefault = 60;

export const holdMinutesOf = (agreement: AgreementInForce | undefined): number =>
  agreement?.terms.holdMinutes ?? holdMinutesDefault;

export const minutesAfter = (start: Date, minutes: number): Date =>
  new Date(start.getTime() + minutes * 60_000);

/** The plan's allocations as lines, each on its ground, and in a set with an id by `newId`. */
export function draftLines(facts: AdoptionFacts, newId: () => string): DraftLine[] {
  const { plan, grounds, wanted, zeroAt } = facts;
  const setOf = setsOfPlan(wanted, newId);
  return plan.allocations.flatMap((allocation, at) => {
    const ground = grounds[allocation.lot ?? allocation.unit ?? ""];
    if (ground === undefined || allocation.quantity === 0) return [];
    return [
      {
        at,
        needId: needIdOf(allocation.need),
        ground,
        ordered: allocation.quantity,
        counted: allocation.counted,
        inSet: setOf(allocation),
        unitPriceFen: priceOf(facts, ground),
        leavesAt: minutesAfter(zeroAt, allocation.leavesMinutes),
        arrivesAt: minutesAfter(zeroAt, allocation.arrivesMinutes),
        reasons: allocation.reasons,
      },
    ];
  });
}

/** 分 per base unit: a contract's own, else by the pact's basis, the lot's or the catalogue's. */
function priceOf(facts: AdoptionFacts, ground: Ground): number | null {
  const listed = facts.prices.get(ground.item ?? "") ?? null;
  const basis = agreementFor(facts, ground)?.terms.priceBasis;
  if (ground.thing.kind === "LOT" && basis === "CATALOGUE") return listed;
  return ground.unitValueFen ?? listed;
}

/** The agreement of the ground, if it is in force today for this lender and item. */
export function agreementFor(
  { agreements, categories }: Pick<AdoptionFacts, "agreements" | "categories">,
  { agreement, lenderOrg, item }: Ground,
): AgreementInForce | undefined {
  const open = agreements.find(({ id }) => id === agreement?.id);
  if (open?.lenders.includes(lenderOrg) !== true) return undefined;
  if (item !== null && closeness(open.terms, item, categories.get(item) ?? "") < 0)
    return undefined;
  return { id: open.id, version: open.version, terms: open.terms };
}

/**
 * Every lender whose agreement does not hold on the day of adoption: one refusal each. Own goods,
 * commands and requests that never leant on one need none.
 */
export function agreementRefusals(facts: AdoptionFacts, lines: readonly DraftLine[]): Refusal[] {
  const lapsed = lines
    .map(({ ground }) => ground)
    .filter((ground) => ground.lenderOrg !== facts.requesterOrg)
    .filter(({ agreement, authority }) => agreement !== null || authority === "PACT")
    .filter((ground) => agreementFor(facts, ground) === undefined)
    .map(({ lenderOrg }) => lenderOrg);
  return [...new Set(lapsed)].map((lender) =>
    refusal("AGREEMENT", `lenders.${lender}`, { lender }),
  );
}

/** Groups lines by lender, destination, receiver, authority and agreement, in the plan's order. */
export function draftOrders(facts: AdoptionFacts, lines: readonly DraftLine[]): Draft[] {
  const groups = new Map<string, DraftLine[]>();
  for (const line of lines) {
    const need = needOf(facts.needs, line);
    const { lenderOrg, authority, agreement } = line.ground;
    const key = JSON.stringify([
      lenderOrg,
      need?.node,
      need?.requestedByOrg,
      authority,
      agreement?.id ?? null,
    ]);
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].flatMap((group) => draftOf(facts, group));
}

const needOf = (needs: readonly NeedFacts[], line: DraftLine): NeedFacts | undefined =>
  needs.find(({ id }) => id === line.needId);

function draftOf(facts: AdoptionFacts, lines: readonly DraftLine[]): Draft[] {
  const [first] = lines;
  const need = first && needOf(facts.needs, first);
  if (first === undefined || need === undefined) return [];
  const { lenderOrg, authority } = first.ground;
  return [
    {
      lenderOrg,
      receiverOrg: need.requestedByOrg,
      destination: need.node,
      authority,
      agreement: agreementFor(facts, first.ground),
      approvals: uniqueApprovals(facts, lines),
      lines,
    },
  ];
}

function uniqueApprovals(facts: AdoptionFacts, lines: readonly DraftLine[]): ApprovalNeeded[] {
  const asked = new Map<string, ApprovalNeeded>();
  for (const { ground } of lines) {
    const terms = agreementFor(facts, ground)?.terms;
    for (const needed of approvalsFor(ground, terms, facts.requesterOrg, facts.payerOrg))
      asked.set(`${needed.kind}:${needed.org}`, needed);
  }
  return [...asked.values()];
}

/** Needs that were met, withdrawn, not renewed or changed since the plan was made make it stale. */
export function needRefusals(facts: AdoptionFacts, lines: readonly DraftLine[]): Refusal[] {
  const promised = new Map<string, number>();
  return lines.flatMap((line) => {
    const need = needOf(facts.needs, line);
    const path = `allocations.${line.at}`;
    if (need === undefined) return [refusal("NOT_FOUND", path)];
    const total = (promised.get(need.id) ?? need.promised) + line.counted;
    promised.set(need.id, total);
    const fits = !need.over && total <= need.quantity;
    return fits ? [] : [refusal("PROPOSAL_STALE", path)];
  });
}

/** Goods of a draft that wait for somebody's approval, by item. */
export const waitingGoods = ({ approvals, lines }: Draft): ReadonlyMap<string, number> => {
  const goods = new Map<string, number>();
  if (approvals.length === 0) return goods;
  for (const { ground, ordered } of lines)
    if (ground.thing.kind === "LOT" && ground.item !== null)
      goods.set(ground.item, (goods.get(ground.item) ?? 0) + ordered);
  return goods;
};

/**
 * At most `holdShare` of what an agreement has free may be held unapproved, so that one caller
 * cannot put a neighbour's whole store on ice. The base is what was free before such holds.
 */
export function holdShareRefusals(
  drafts: readonly Draft[],
  stocks: readonly AgreementStock[],
): Refusal[] {
  return stocks.flatMap((stock) => {
    const mine = drafts.filter(
      ({ agreement, lenderOrg }) =>
        agreement?.id === stock.agreementId && lenderOrg === stock.lenderOrg,
    );
    const share = mine[0]?.agreement?.terms.holdShare ?? 1;
    const wanted = mine.reduce((sum, draft) => sum + (waitingGoods(draft).get(stock.item) ?? 0), 0);
    const available = holdRoom(stock, share);
    if (wanted <= available) return [];
    return [
      refusal("HOLD_SHARE_EXCEEDED", `lenders.${stock.lenderOrg}.${stock.item}`, {
        share: Math.round(share * 100),
        item: stock.item,
        wanted,
        available,
      }),
    ];
  });
}

/**
 * What a lender keeps on a shelf: its share of the norm or, without one, of all that lies there,
 * held or not. Rounded up against the borrower; the slack keeps 0.2 × 50 from becoming 11.
 */
export const shelfFloor = (share: number, base: number): number => Math.ceil(share * base - 1e-9);

/** Goods that a draft takes from shelves, by item; under an agreement a floor is kept of each. */
export const lentItems = ({ lines }: Draft): readonly string[] => [
  ...new Set(
    lines.flatMap(({ ground: { thing, item } }) =>
      thing.kind === "LOT" && item !== null ? [item] : [],
    ),
  ),
];

/** Each line that takes a shelf below what its lender keeps, whatever the plan once knew of it. */
export function floorRefusals(drafts: readonly Draft[], shelves: readonly ShelfStock[]): Refusal[] {
  const taken = drafts.flatMap(({ agreement, lines, lenderOrg }) =>
    agreement === undefined
      ? []
      : lines.flatMap((line) => {
          const { thing, item } = line.ground;
          if (thing.kind !== "LOT") return [];
          const shelf = shelves.find(
            (row) =>
              row.lenderOrg === lenderOrg && row.depotId === thing.depotId && row.item === item,
          );
          return shelf === undefined ? [] : [{ line, shelf, terms: agreement.terms }];
        }),
  );
  return taken.flatMap(({ line, shelf, terms }) => {
    const { item, depotId, free } = shelf;
    const wanted = taken
      .filter((other) => other.shelf === shelf)
      .reduce((sum, other) => sum + other.line.ordered, 0);
    const keeps = shelfFloor(terms.lenderFloorShare, shelf.norm ?? shelf.lying);
    const available = Math.max(0, free - keeps);
    // What is not there at all is told by the shelf itself.
    if (wanted <= available || wanted > free) return [];
    const facts = { item, lot: depotId, wanted, available };
    return [refusal("SHORT_OF_STOCK", `allocations.${line.at}`, facts)];
  });
}

/** How much more may be held unapproved; a solver that asks for no more is never refused for it. */
export const holdRoom = (
  { free, unapproved }: Pick<AgreementStock, "free" | "unapproved">,
  share: number,
): number => Math.max(0, Math.floor(share * (free + unapproved) + 1e-9) - unapproved);

/** Refusals that say the world changed since the plan was made: only a new plan cures them. */
const changed: readonly Refusal["code"][] = [
  "SHORT_OF_STOCK",
  "UNIT_TAKEN",
  "NOT_INSURED",
  "CREW_UNLICENSED",
  "COMMITMENT_EXHAUSTED",
  "AGREEMENT",
  "LOT_EXPIRED",
  "LOT_BLOCKED",
  "PROPOSAL_STALE",
];

export const makesStale = (refusals: readonly Refusal[]): boolean =>
  refusals.some(({ code }) => changed.includes(code));
